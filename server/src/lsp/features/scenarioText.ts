/** Answers `probewise/scenarioText`. */
import type { CancellationToken } from 'vscode-languageserver';
import { scenarioText } from '../../features/simulation/scenarioText.ts';
import { preparePod } from '../../features/simulation/simulation.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type ScenarioTextParams, type ScenarioTextResponse, scenarioTextRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import { refusal, requestOf, simulationFailed } from './simulated.ts';

export const scenarioTextFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest<ScenarioTextResponse, void>(
      scenarioTextRequest,
      (params: ScenarioTextParams, token: CancellationToken) =>
        answer<ScenarioTextResponse>(
          { method: scenarioTextRequest, uri: params.textDocument.uri, token },
          refusal(simulationFailed),
          (snapshot) => answerScenarioText(snapshot, params),
        ),
    );
  },
};

function answerScenarioText(snapshot: Snapshot, params: ScenarioTextParams): ScenarioTextResponse {
  if (params.changed !== undefined) return { text: scenarioText(params.changed, formatter) };
  const request = requestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const prepared = preparePod(snapshot.file, request);
  return 'error' in prepared ? refusal(prepared) : { text: scenarioText(prepared.input.scenario, formatter) };
}
