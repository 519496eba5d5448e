/** Answers `probewise/simulateRollout`. */
import type { CancellationToken } from 'vscode-languageserver';
import { specPath } from '../../features/simulation/fieldPlaces.ts';
import { type RolloutRequest, simulateRollout } from '../../features/simulation/rollout.ts';
import { chosenScenario, scenarioChoices } from '../../features/simulation/scenarioChoices.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { shownRollout } from '../../simulation/shownRollout.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type SimulateRolloutParams, type SimulateRolloutResponse, simulateRolloutRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';
import {
  described,
  isFailure,
  notesOf,
  type Played,
  played,
  refusal,
  requestOf,
  simulationFailed,
  workloadChoices,
} from './simulated.ts';

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
  const snapshot = played(of, params.text);
  if ('error' in snapshot) return refusal(snapshot);
  const request = rolloutRequestOf(snapshot, params);
  if ('error' in request) return refusal(request);
  const simulation = simulateRollout(snapshot.simulated.file, request);
  if ('error' in simulation) return refusal(simulation);
  const { workload, input, trace } = simulation;
  const notes = notesOf(snapshot, simulation);
  return {
    workload: {
      ...described(workload),
      containers: workload.workload.pod.containers.flatMap(({ name }) => name.value ?? []),
    },
    workloads: workloadChoices(snapshot),
    scenario: typeof request.scenario === 'object' ? (params.scenario ?? '') : trace.scenario.new,
    oldScenario:
      typeof request.oldScenario === 'object'
        ? (params.oldScenario ?? '')
        : (trace.scenario.old ?? params.oldScenario ?? trace.scenario.new),
    create: trace.createdAtMs === 0,
    scenarios: scenarioChoices(formatter, params.scenarioFiles),
    input,
    ...shownRollout(input, simulation),
    ...notes,
    openEnds: notes.openEnds.map(({ field, what }) => ({ field: `spec.template.${field}`, what })),
    specPath: specPath(workload, 'workload'),
  };
}

export function rolloutRequestOf(snapshot: Played, params: SimulateRolloutParams): RolloutRequest | SimulationFailure {
  const request = requestOf(snapshot, params);
  if ('error' in request) return request;
  const { create } = params;
  const oldScenario = chosenScenario(params.oldScenario, params.scenarioFiles);
  if (isFailure(oldScenario)) return oldScenario;
  return {
    ...request,
    ...(oldScenario === undefined ? {} : { oldScenario }),
    ...(create === undefined ? {} : { create }),
  };
}
