/** Answers `probewise/simulatedText`. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { type SimulatedTextParams, type SimulatedTextResult, simulatedTextRequest } from '../protocol.ts';

export const simulatedTextFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(simulatedTextRequest, (params: SimulatedTextParams, token: CancellationToken) =>
      answer<SimulatedTextResult | null>(
        { method: simulatedTextRequest, uri: params.textDocument.uri, token },
        null,
        ({ simulated, madeOf, settings: { featureGates: gates } }) => ({
          text: simulated.file.text,
          ...(gates === undefined ? {} : { gates }),
          ...(madeOf === undefined ? {} : { madeOf }),
        }),
      ),
    );
  },
};
