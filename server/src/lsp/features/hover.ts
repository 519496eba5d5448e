import { MarkupKind } from 'vscode-languageserver';
import { hoverTemplate, hoverValue } from '../../features/chart/chartHover.ts';
import { hover } from '../../features/hover/hover.ts';
import { toMarkdown } from '../../features/hover/markdown.ts';
import { hoverScenario } from '../../features/scenario/hoverScenario.ts';
import { targetOf } from '../../features/target.ts';
import { isScenarioFile } from '../../lifecycle/world/scenarioFileName.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshots.ts';

export const hoverFeature: Feature = {
  capability: { hoverProvider: true },
  register({ connection, answer, converterContext }) {
    connection.onHover(({ textDocument: { uri }, position }, token) =>
      answer({ method: 'hover', uri, token }, null, (snapshot) => {
        const { document, file, settings } = snapshot;
        const cluster = targetOf(file.text, settings.kubernetesVersion, settings.featureGates);
        const offset = document.offsetAt(position);
        const found = isScenarioFile(uri)
          ? hoverScenario(file, offset)
          : (hoverInChart(snapshot, offset, cluster) ?? hover(file, offset, cluster));
        if (!found) return null;
        const contents = { kind: MarkupKind.Markdown, value: toMarkdown(found, converterContext().formatter) };
        return { range: toRange(document, found.span), contents };
      }),
    );
  },
};

/** In a template what it becomes, in a file of values what they become; undefined where that says nothing. */
function hoverInChart({ inChart }: Snapshot, offset: number, cluster: ReturnType<typeof targetOf>) {
  if (inChart?.rendered) return hoverTemplate(inChart.rendered, offset, cluster);
  const { check, uses, file } = inChart ?? {};
  return check && uses && file !== undefined ? hoverValue(uses, check.sources, file, offset, cluster) : undefined;
}
