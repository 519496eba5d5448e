/** Answers `probewise/simulate`. */
import type { CancellationToken } from 'vscode-languageserver';
import { specPath } from '../../features/simulation/fieldPlaces.ts';
import { scenarioChoices } from '../../features/simulation/scenarioChoices.ts';
import { simulateWorkload } from '../../features/simulation/simulation.ts';
import { momentWindows } from '../../simulation/momentWindows.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type SimulateParams, type SimulateResponse, simulateRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import { described, notesOf, played, refusal, requestOf, simulationFailed, workloadChoices } from './simulated.ts';

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
  const snapshot = played(of, params.text);
  if ('error' in snapshot) return refusal(snapshot);
  const request = requestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const simulation = simulateWorkload(snapshot.simulated.file, request);
  if ('error' in simulation) return refusal(simulation);
  const { workload, input, trace, verdicts } = simulation;
  return {
    workload: { ...described(workload), containers: trace.containers.map(({ name }) => name) },
    workloads: workloadChoices(snapshot),
    scenario: typeof request.scenario === 'object' ? (params.scenario ?? '') : trace.scenario,
    scenarios: scenarioChoices(formatter, params.scenarioFiles),
    input,
    trace,
    ...notesOf(snapshot, simulation),
    specPath: specPath(workload, 'pod'),
    verdicts,
    windows: momentWindows(trace, input.pod, input.scenario),
  };
}
