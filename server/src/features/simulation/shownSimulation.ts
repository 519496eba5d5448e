/** What a panel chooses and what it shows of a simulation: the same in the editor and in a page of its own. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { plainWorkload } from '../../manifest/plainWorkload.ts';
import { momentWindows } from '../../simulation/momentWindows.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import { shownRollout } from '../../simulation/shownRollout.ts';
import { specPath } from './fieldPlaces.ts';
import { ignoredFields } from './ignoredFields.ts';
import { openEnds } from './openEnds.ts';
import type { RolloutRequest, RolloutSimulation } from './rollout.ts';
import { chosenScenario, type ScenarioText, scenarioChoices } from './scenarioChoices.ts';
import type { Simulation, SimulationRequest } from './simulation.ts';
import { type WorkloadInFile, type WorkloadWish, workloadsIn } from './workloads.ts';

export interface PodChoices {
  /** Name of a preset, or the URI of one of the files. */
  readonly scenario?: string;
  readonly scenarioFiles?: readonly ScenarioText[];
  readonly untilMs?: number;
}

export interface RolloutChoices extends PodChoices {
  readonly oldScenario?: string;
  readonly create?: boolean;
}

/** What the manifest is written for, unless a comment in it says so. */
type Target = Pick<SimulationRequest, 'kubernetes' | 'gates'>;

/** The request for what is chosen; of a scenario that cannot be read, why. */
export function podRequest(
  workload: WorkloadWish,
  { scenario, scenarioFiles, untilMs }: PodChoices,
  { kubernetes, gates }: Target,
): SimulationRequest | SimulationFailure {
  const chosen = chosenScenario(scenario, scenarioFiles);
  if (typeof chosen === 'object' && 'error' in chosen) return chosen;
  return {
    ...workload,
    ...(chosen === undefined ? {} : { scenario: chosen }),
    ...(untilMs === undefined ? {} : { untilMs }),
    kubernetes,
    gates,
  };
}

/** The same for a rollout. */
export function rolloutRequest(
  workload: WorkloadWish,
  choices: RolloutChoices,
  target: Target,
): RolloutRequest | SimulationFailure {
  const request = podRequest(workload, choices, target);
  if ('error' in request) return request;
  const old = chosenScenario(choices.oldScenario, choices.scenarioFiles);
  if (typeof old === 'object' && 'error' in old) return old;
  const { create } = choices;
  return {
    ...request,
    ...(old === undefined ? {} : { oldScenario: old }),
    ...(create === undefined ? {} : { create }),
  };
}

/** The life of a pod, with what else could be chosen in its file. */
export function shownPod(
  file: ManifestFile,
  { workload, input, trace, verdicts, release }: Simulation,
  choices: PodChoices,
  formatter: MessageFormatter,
) {
  return {
    ...others(file, choices, formatter),
    workload: { ...described(workload), containers: trace.containers.map(({ name }) => name) },
    scenario: ownScenario(choices, choices.scenario) ?? trace.scenario,
    input,
    trace,
    openEnds: leftOpen(workload),
    release,
    specPath: specPath(workload, 'pod'),
    verdicts,
    windows: momentWindows(trace, input.pod, input.scenario),
  };
}

/** A rollout, likewise. */
export function shownRolloutOf(
  file: ManifestFile,
  simulation: RolloutSimulation,
  choices: RolloutChoices,
  formatter: MessageFormatter,
) {
  const { workload, input, trace, release } = simulation;
  const { containers } = workload.workload.pod;
  return {
    ...others(file, choices, formatter),
    workload: { ...described(workload), containers: containers.flatMap(({ name }) => name.value ?? []) },
    scenario: ownScenario(choices, choices.scenario) ?? trace.scenario.new,
    oldScenario:
      ownScenario(choices, choices.oldScenario) ?? trace.scenario.old ?? choices.oldScenario ?? trace.scenario.new,
    create: trace.createdAtMs === 0,
    input,
    ...shownRollout(input, simulation),
    openEnds: leftOpen(workload).map(({ field, what }) => ({ field: `spec.template.${field}`, what })),
    release,
    specPath: specPath(workload, 'workload'),
  };
}

/** For a picker; what to show first: of a Job all of it, since a pod alone knows nothing of its `backoffLimit`. */
export function workloadChoice(workload: WorkloadInFile) {
  const { id, label } = workload;
  const rollout = plainWorkload(workload.workload, workload.name);
  const firstView = rollout?.kind === 'Job' ? ('create' as const) : ('pod' as const);
  return { id, label, rollout: rollout !== undefined, firstView };
}

/** What else could be chosen. */
function others(file: ManifestFile, { scenarioFiles }: PodChoices, formatter: MessageFormatter) {
  return { workloads: workloadsIn(file).map(workloadChoice), scenarios: scenarioChoices(formatter, scenarioFiles) };
}

function described({ id, kind, name }: WorkloadInFile) {
  return { id, kind, name };
}

/** A scenario of one's own goes by the URI of its file. */
function ownScenario({ scenarioFiles = [] }: PodChoices, name: string | undefined): string | undefined {
  return scenarioFiles.some(({ uri }) => uri === name) ? name : undefined;
}

function leftOpen({ workload }: WorkloadInFile) {
  return [...openEnds(workload), ...ignoredFields(workload)];
}
