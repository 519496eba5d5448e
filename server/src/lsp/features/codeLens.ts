import { codeLenses } from '../../features/codeLens/codeLenses.ts';
import { toRange } from '../converter.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';

const commands = { pod: 'probewise.simulate', rollout: 'probewise.simulateRollout' } as const;

export const codeLensFeature: Feature = {
  capability: { codeLensProvider: {} },
  register({ connection, answer }) {
    connection.onCodeLens(({ textDocument: { uri } }, token) =>
      answer({ method: 'codeLens', uri, token }, [], ({ document, simulated }) =>
        codeLenses(simulated.file).map(({ span, title, workload, simulates }) => ({
          range: toRange(document, simulated.toDocument(span)),
          command: { title: formatter.text(title), command: commands[simulates], arguments: [{ uri, workload }] },
        })),
      ),
    );
  },
};
