import { MarkupKind } from 'vscode-languageserver';
import { hover } from '../../features/hover/hover.ts';
import { toMarkdown } from '../../features/hover/markdown.ts';
import { hoverScenario } from '../../features/scenario/hoverScenario.ts';
import { targetOf } from '../../features/target.ts';
import { isScenarioFile } from '../../lifecycle/world/scenarioFileName.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';

export const hoverFeature: Feature = {
  capability: { hoverProvider: true },
  register({ connection, answer, converterContext }) {
    connection.onHover(({ textDocument: { uri }, position }, token) =>
      answer({ method: 'hover', uri, token }, null, ({ document, file, settings }) => {
        const cluster = targetOf(file.text, settings.kubernetesVersion, settings.featureGates);
        const offset = document.offsetAt(position);
        const found = isScenarioFile(uri) ? hoverScenario(file, offset) : hover(file, offset, cluster);
        if (!found) return null;
        const contents = { kind: MarkupKind.Markdown, value: toMarkdown(found, converterContext().formatter) };
        return { range: toRange(document, found.span), contents };
      }),
    );
  },
};
