import { codeLenses } from '../../features/codeLens/codeLenses.ts';
import { factLenses } from '../../features/codeLens/factLenses.ts';
import { lensMessages } from '../../features/codeLens/messages.ts';
import { isScenarioFile } from '../../lifecycle/world/scenarioFileName.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';

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
