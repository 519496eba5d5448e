/** Answers `probewise/simulationText`. */
import type { CancellationToken } from 'vscode-languageserver';
import { simulateRollout } from '../../features/simulation/rollout.ts';
import { rolloutText } from '../../features/simulation/rolloutText.ts';
import { simulateText } from '../../features/simulation/simulateText.ts';
import { simulateWorkload } from '../../features/simulation/simulation.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type SimulationTextParams, type SimulationTextResponse, simulationTextRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import { type Played, refusal, requestOf, rolloutRequestOf, simulationFailed, turnedIn } from './simulated.ts';

export const simulationTextFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest<SimulationTextResponse, void>(
      simulationTextRequest,
      (params: SimulationTextParams, token: CancellationToken) =>
        answer<SimulationTextResponse>(
          { method: simulationTextRequest, uri: params.textDocument.uri, token },
          refusal(simulationFailed),
          (snapshot) => answerSimulationText(snapshot, params),
        ),
    );
  },
};

function answerSimulationText(of: Snapshot, params: SimulationTextParams): SimulationTextResponse {
  const { turned } = params;
  const snapshot = turned === undefined ? of : turnedIn(of, params.workload, turned);
  if ('error' in snapshot) return refusal(snapshot);
  return params.of === 'pod' ? podText(snapshot, params) : textOfRollout(snapshot, params);
}

function podText(snapshot: Played, params: SimulationTextParams): SimulationTextResponse {
  const request = requestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const { file } = snapshot.simulated;
  const simulation = simulateWorkload(file, { ...request, ...scenarioIn(params) });
  return 'error' in simulation ? refusal(simulation) : { text: simulateText(file, simulation, formatter) };
}

function textOfRollout(snapshot: Played, params: SimulationTextParams): SimulationTextResponse {
  const request = rolloutRequestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const simulation = simulateRollout(snapshot.simulated.file, { ...request, ...scenarioIn(params) });
  return 'error' in simulation ? refusal(simulation) : { text: rolloutText(simulation, formatter) };
}

function scenarioIn({ turned }: SimulationTextParams): { readonly scenario?: Scenario } {
  return turned?.scenario === undefined ? {} : { scenario: turned.scenario };
}
