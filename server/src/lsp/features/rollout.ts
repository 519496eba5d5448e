/** Answers `probewise/simulateRollout`. */
import type { CancellationToken } from 'vscode-languageserver';
import { simulateRollout } from '../../features/simulation/rollout.ts';
import { shownRolloutOf } from '../../features/simulation/shownSimulation.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type SimulateRolloutParams, type SimulateRolloutResponse, simulateRolloutRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import { played, refusal, rejectionsOf, rolloutRequestOf, simulationFailed } from './simulated.ts';

export const rolloutFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest<SimulateRolloutResponse, void>(
      simulateRolloutRequest,
      (params: SimulateRolloutParams, token: CancellationToken) =>
        answer<SimulateRolloutResponse>(
          { method: simulateRolloutRequest, uri: params.textDocument.uri, token },
          refusal(simulationFailed),
          (snapshot) => answerRollout(snapshot, params),
        ),
    );
  },
};

function answerRollout(of: Snapshot, params: SimulateRolloutParams): SimulateRolloutResponse {
  const snapshot = played(of, params);
  if ('error' in snapshot) return refusal(snapshot);
  const request = rolloutRequestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const simulation = simulateRollout(snapshot.simulated.file, request);
  if ('error' in simulation) return refusal(simulation);
  return {
    ...shownRolloutOf(snapshot.simulated.file, simulation, params, formatter),
    rejections: rejectionsOf(snapshot, simulation.workload),
  };
}
