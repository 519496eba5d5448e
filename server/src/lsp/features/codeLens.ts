import type { CodeLens } from 'vscode-languageserver';
import { spanOf } from '../../features/chart/chartWayBack.ts';
import { chartMessages } from '../../features/chart/messages.ts';
import { codeLenses } from '../../features/codeLens/codeLenses.ts';
import { factLenses } from '../../features/codeLens/factLenses.ts';
import { lensMessages } from '../../features/codeLens/messages.ts';
import { isScenarioFile } from '../../lifecycle/world/scenarioFileName.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import type { Snapshot } from '../snapshots.ts';

const commands = { pod: 'probewise.simulate', rollout: 'probewise.simulateRollout' } as const;

export const codeLensFeature: Feature = {
  capability: { codeLensProvider: {} },
  register({ connection, answer, shownIn, converterContext }) {
    connection.onCodeLens(({ textDocument: { uri } }, token) =>
      answer({ method: 'codeLens', uri, token }, [], (snapshot) => {
        const { document, simulated, settings, file } = snapshot;
        if (!settings.codeLens) return [];
        if (isScenarioFile(uri)) {
          const start = { line: 0, character: 0 };
          const title = formatter.text(lensMessages.chooseWorkload());
          return [{ range: { start, end: start }, command: { title, command: commands.pod } }];
        }
        // What a chart's template becomes has other places than what was found in it.
        const shown = simulated.file === file ? shownIn(uri) : [];
        const goTo = converterContext().options.goTo;
        return [
          ...valueLenses(snapshot),
          ...codeLenses(simulated.file).flatMap(({ extent, title, workload, simulates }) => {
            const place = simulated.lensPlace(extent);
            if (!place) return [];
            const command = {
              title: formatter.text(title),
              command: commands[simulates],
              arguments: [{ uri, workload }],
            };
            return [{ range: toRange(document, place), command }];
          }),
          ...factLenses(simulated.file, shown).flatMap(({ extent, title, finding }) => {
            const place = simulated.lensPlace(extent);
            if (!place) return [];
            const command =
              finding && goTo !== undefined
                ? { command: goTo, arguments: [{ uri, range: toRange(document, finding.span) }] }
                : { command: '' };
            return [{ range: toRange(document, place), command: { title: formatter.text(title), ...command } }];
          }),
        ];
      }),
    );
  },
};

/** A value that many workloads share gets no more lenses than these. */
const mostLenses = 3;

/** Above a probe in a file of values: the workloads that get it. */
function valueLenses({ document, inChart }: Snapshot): CodeLens[] {
  const { uses, check, file } = inChart ?? {};
  const seen = new Map<string, number>();
  const known = new Set<string>();
  return (uses?.probes ?? []).flatMap(({ value, rendered, workload }) => {
    const field = value.file === file ? check?.sources.value(value.file, value.path) : undefined;
    const path = value.path.join('\0');
    const count = seen.get(path) ?? 0;
    const identity = `${path} ${rendered.template.file} ${workload.id}`;
    if (!field || count >= mostLenses || known.has(identity)) return [];
    known.add(identity);
    seen.set(path, count + 1);
    const command = {
      title: formatter.text(chartMessages.simulate({ workload: workload.name })),
      command: commands.pod,
      arguments: [{ uri: inChart!.uriOf(rendered.template.file), workload: workload.id }],
    };
    return [{ range: toRange(document, spanOf(field)), command }];
  });
}
