/** Simulates a manifest's whole workload: how an update of its pods goes, its first rollout, or a Job's course. */
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { plainWorkload } from '../../manifest/plainWorkload.ts';
import { tooFar } from '../../simulation/horizon.ts';
import { type ReleaseToSimulate, releaseToSimulate } from '../../simulation/release.ts';
import { type SimulationFailure, scenarioFor } from '../../simulation/scenarios.ts';
import {
  type RolloutInput,
  type RolloutRun,
  simulateRollout as simulate,
  tooManyPods,
} from '../../simulation/simulateRollout.ts';
import { targetOf } from '../target.ts';
import { claimsOf } from './claims.ts';
import { simulationFailures as say } from './messages.ts';
import { quotasOf } from './quotas.ts';
import { podToSimulate, servicesOf } from './simulation.ts';
import { chooseWorkload, type WorkloadInFile, type WorkloadWish, workloadsIn } from './workloads.ts';

export interface RolloutRequest extends WorkloadWish {
  /** Of the new pods: name of a preset, or a scenario of one's own; without it the first preset. */
  readonly scenario?: string | Scenario;
  /** Of the old pods, likewise. */
  readonly oldScenario?: string | Scenario;
  /** Whether the workload is created, instead of updated. A Job always is. */
  readonly create?: boolean;
  /** How much time; without it until a little after the end, or half an hour if there is none. */
  readonly untilMs?: number;
  /** Release to simulate, e.g. `1.33`; a comment in the file wins. */
  readonly kubernetes?: string | undefined;
  /** Feature gates that the cluster has otherwise than its release; a comment in the file adds to them. */
  readonly gates?: GateSettings | undefined;
}

export interface RolloutSimulation extends RolloutRun {
  readonly workload: WorkloadInFile;
  readonly release: ReleaseToSimulate;
  /** What was run. */
  readonly input: RolloutInput;
}

/** Simulates the rollout of one workload of a file. */
export function simulateRollout(
  file: ManifestFile,
  request: RolloutRequest = {},
): RolloutSimulation | SimulationFailure {
  const prepared = prepareRollout(file, request);
  return 'error' in prepared ? prepared : { ...prepared, ...simulate(prepared.input) };
}

function prepareRollout(
  file: ManifestFile,
  request: RolloutRequest,
): Pick<RolloutSimulation, 'workload' | 'release' | 'input'> | SimulationFailure {
  const placed = chooseWorkload(workloadsIn(file), request);
  if ('error' in placed) return placed;
  const { label } = placed;
  const workload = plainWorkload(placed.workload, placed.name);
  if (workload === undefined) {
    return { error: say.noRollout({ workload: label }) };
  }
  const pod = podToSimulate(file, placed);
  if ('error' in pod) return pod;
  const scenario = scenarioFor(pod, request.scenario);
  if ('error' in scenario) return scenario;
  const tooBig = tooManyPods(workload, scenario, label);
  if (tooBig !== undefined) return tooBig;
  const oldScenario = scenarioFor(pod, request.oldScenario);
  if ('error' in oldScenario) return oldScenario;
  const { untilMs } = request;
  const far = tooFar(scenario, untilMs);
  if (far !== undefined) return far;
  const { kubernetes, gates } = targetOf(file.text, request.kubernetes, request.gates);
  const release = releaseToSimulate(kubernetes);
  const isUpdate = request.create !== true && workload.kind !== 'Job';
  return {
    workload: placed,
    release,
    input: {
      workload,
      pod,
      scenario,
      ...(isUpdate ? { oldScenario } : {}),
      kubernetes: release.simulated,
      ...(gates === undefined ? {} : { gates }),
      ...claimsOf(file, placed),
      ...quotasOf(file, placed),
      ...servicesOf(file, placed, pod),
      ...(untilMs === undefined ? {} : { untilMs }),
    },
  };
}
