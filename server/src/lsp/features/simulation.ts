/** Answers `probewise/simulate`. */
import type { CancellationToken } from 'vscode-languageserver';
import { shownPod } from '../../features/simulation/shownSimulation.ts';
import { simulateWorkload } from '../../features/simulation/simulation.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type SimulateParams, type SimulateResponse, simulateRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import { played, refusal, rejectionsOf, requestOf, simulationFailed } from './simulated.ts';

export const simulationFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest<SimulateResponse, void>(simulateRequest, (params: SimulateParams, token: CancellationToken) =>
      answer<SimulateResponse>(
        { method: simulateRequest, uri: params.textDocument.uri, token },
        refusal(simulationFailed),
        (snapshot) => answerSimulation(snapshot, params),
      ),
    );
  },
};

function answerSimulation(of: Snapshot, params: SimulateParams): SimulateResponse {
  const snapshot = played(of, params);
  if ('error' in snapshot) return refusal(snapshot);
  const request = requestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const simulation = simulateWorkload(snapshot.simulated.file, request);
  if ('error' in simulation) return refusal(simulation);
  return {
    ...shownPod(snapshot.simulated.file, simulation, params, formatter),
    rejections: rejectionsOf(snapshot, simulation.workload),
  };
}
