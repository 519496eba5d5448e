/** What the answers about one pod and about a whole rollout have in common. */
import { encloses } from '../../base/span.ts';
import { rolloutWorkloadOf } from '../../features/simulation/rolloutWorkload.ts';
import { chosenScenario } from '../../features/simulation/scenarioChoices.ts';
import type { SimulationRequest } from '../../features/simulation/simulation.ts';
import { type WorkloadInFile, workloadsIn } from '../../features/simulation/workloads.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { formatter } from '../formatter.ts';
import type { SimulatedWorkload, SimulateParams, WorkloadChoice } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const simulationFailed: SimulationFailure = {
  error: 'The manifest is not open, or its simulation failed; the log says more.',
};

/** A client's parameters as the features take them; of a scenario that cannot be read, why. */
export function requestOf(
  { document, settings }: Snapshot,
  { workload, position, scenario, scenarioFiles, untilMs }: SimulateParams,
): SimulationRequest | SimulationFailure {
  const chosen = chosenScenario(scenario, scenarioFiles);
  if (isFailure(chosen)) return chosen;
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(position === undefined ? {} : { offset: document.offsetAt(position) }),
    ...(chosen === undefined ? {} : { scenario: chosen }),
    ...(untilMs === undefined ? {} : { untilMs }),
    kubernetes: settings.kubernetesVersion,
  };
}

export function isFailure(chosen: string | Scenario | undefined | SimulationFailure): chosen is SimulationFailure {
  return typeof chosen === 'object' && 'error' in chosen;
}

export function described({ id, kind, name }: WorkloadInFile): Omit<SimulatedWorkload, 'containers'> {
  return { id, kind, name };
}

export function workloadChoice(workload: WorkloadInFile): WorkloadChoice {
  const { id, label } = workload;
  return { id, label, rollout: rolloutWorkloadOf(workload) !== undefined };
}

export function workloadChoices({ file }: Pick<Snapshot, 'file'>): WorkloadChoice[] {
  return workloadsIn(file).map(workloadChoice);
}

/** What the API server would not take the workload for; the simulation plays it as if it did. */
export function rejectionsOf({ findings }: Snapshot, { extent }: WorkloadInFile): string[] {
  return findings
    .filter(({ severity, span }) => severity === 'error' && encloses(extent, span))
    .map(({ message }) => formatter.text(message));
}
