/** Simulates all pods of a workload until the rollout has ended, and holds it against what its scenario expects. */
import type { GateSettings } from '../kubernetes/gates.ts';
import type { Pod } from '../kubernetes/pod.ts';
import type { RolloutWorkload } from '../kubernetes/workloadSpec.ts';
import { judgeRollout, type RolloutVerdict, rolloutHorizonMs } from '../lifecycle/expect/judgeRollout.ts';
import { type RolloutSummary, rolloutSummary } from '../lifecycle/explain/rolloutSummary.ts';
import type { SimulatedRelease } from '../lifecycle/release.ts';
import { changedWorkload } from '../lifecycle/rollout/laterChanges.ts';
import { type Rollout, simulateRollout as simulate } from '../lifecycle/rollout/simulateRollout.ts';
import type { RolloutTrace } from '../lifecycle/trace/rolloutTrace.ts';
import type { ExclusiveMode } from '../lifecycle/workload/heldResources.ts';
import type { RolloutEnvironment } from '../lifecycle/workload/podLives.ts';
import type { PodTraces } from '../lifecycle/workload/podTraces.ts';
import type { Template } from '../lifecycle/workload/workload.ts';
import { lastTimeMs } from '../lifecycle/world/lastTime.ts';
import type { ResourceQuota } from '../lifecycle/world/resourceQuota.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { cutRollout } from './cut.ts';
import { simulationMessages as say } from './messages.ts';
import type { SimulationFailure } from './scenarios.ts';
import { type ServedBy, trafficOf } from './traffic.ts';

/** All that decides the simulation of a rollout: plain data, so that it can be run wherever the data goes. */
export interface RolloutInput {
  /** What decides how pods come and go. */
  readonly workload: RolloutWorkload;
  /** Old and new pods alike. */
  readonly pod: Pod;
  /** Of the new pods. */
  readonly scenario: Scenario;
  /** Of the old pods of an update; without it the workload is created. A Job always is. */
  readonly oldScenario?: Scenario;
  /** Release to simulate; without it, the one that the engine is compared with. */
  readonly kubernetes?: SimulatedRelease;
  /** Feature gates that the cluster has set otherwise than its release does. */
  readonly gates?: GateSettings;
  /** Access modes of claims in view that not all pods can have at once, by the claim's name. */
  readonly claims?: Readonly<Record<string, ExclusiveMode>>;
  /** ResourceQuotas in view, of the workload's namespace. */
  readonly quotas?: readonly ResourceQuota[];
  readonly endpoints: boolean;
  readonly publishNotReadyAddresses: boolean;
  /** What sends requests to the pods, where anything seems to. */
  readonly served?: ServedBy;
  /** How much time; without it until a little after the end, or half an hour if there is none. */
  readonly untilMs?: number;
}

export interface RolloutRun {
  readonly trace: RolloutTrace;
  readonly pods: PodTraces;
  readonly summary: RolloutSummary;
  /** What became of the expectations of the new pods' scenario. */
  readonly verdicts: readonly RolloutVerdict[];
}

const minuteMs = 60_000;
/** How far ahead to look for the end. */
const searchMs = 30 * minuteMs;
/** Jobs wait up to ten minutes before they replace a pod. */
const jobSearchMs = 2 * 60 * minuteMs;
/** How long a workload has been there when it is updated. */
const usualAgeMs = 10 * minuteMs;
/** How long a StatefulSet may take to come up. */
const longestStartMs = 6 * 60 * minuteMs;
/** The most pods that are simulated. */
const maxReplicas = 1_000;

/** Why a workload is too big to be simulated, if it is; `label` names it. */
export function tooManyPods(
  workload: RolloutWorkload,
  scenario: Scenario,
  label: string,
): SimulationFailure | undefined {
  const pods = podsAtOnce(workload, scenario);
  if (pods <= maxReplicas) return undefined;
  return { error: say.tooManyPods({ workload: label, count: pods, most: maxReplicas }) };
}

function podsAtOnce(workload: RolloutWorkload, { scheduling = {} }: Scenario): number {
  if (workload.kind === 'DaemonSet') return scheduling.nodes?.length ?? 1;
  if (workload.kind !== 'Job') return workload.spec.replicas ?? 1;
  return Math.min(workload.spec.parallelism ?? 1, workload.spec.completions ?? Number.POSITIVE_INFINITY);
}

/**
 * Runs the engine once, after it is known how long the old pods of a StatefulSet take to come up.
 * @param environment where the kubelets' clocks stand; without it as usual
 */
export function simulateRollout(input: RolloutInput, environment: RolloutEnvironment = {}): RolloutRun {
  const { workload, pod, scenario, oldScenario, untilMs, served, ...options } = input;
  const traffic = trafficOf(scenario, served);
  const { expect = {} } = scenario;
  const old = oldScenario === undefined || workload.kind === 'Job' ? undefined : { pod, scenario: oldScenario };
  const runningForMs = old === undefined ? 0 : ageAtUpdateMs(workload, old, options);
  const whole = simulate(
    workload,
    { updated: { pod, scenario }, ...(old === undefined ? {} : { old }) },
    {
      ...options,
      ...(traffic === undefined ? {} : { traffic }),
      environment,
      runningForMs,
      untilMs: untilMs ?? searchedMs(workload, scenario),
    },
  );
  const rollout = untilMs === undefined ? cutRollout(whole, shownMs(workload, whole, scenario)) : whole;
  const summary = rolloutSummary(changedWorkload(workload, scenario.then), rollout);
  return { ...rollout, summary, verdicts: judgeRollout(rollout, summary, expect) };
}

/** What the scenario times happens in the life of each pod, however late that pod comes. */
function searchedMs(workload: RolloutWorkload, scenario: Scenario): number {
  const usualMs = workload.kind === 'Job' ? jobSearchMs : searchMs;
  return Math.max(usualMs, lastTimeMs(scenario) + usualMs / 2, rolloutHorizonMs(scenario.expect ?? {}));
}

/** Long enough to see the last old pods go, and what becomes of the new ones; also that the scenario deletes them. */
function shownMs(
  workload: RolloutWorkload,
  whole: Rollout,
  { expect = {}, delete: deletion, then: later }: Scenario,
): number {
  const { endMs, pods } = whole.trace;
  // What must never happen is watched as long as anything is looked for.
  if (Object.keys(expect).some((name) => name !== 'completesWithin')) return endMs;
  const { tookMs, relapse } = rolloutSummary(changedWorkload(workload, later), whole);
  if (tookMs === undefined) return endMs;
  const oldPods = pods.filter(({ revision }) => revision === 'old');
  const deletedMs = (deletion?.atSeconds ?? 0) * 1000;
  const lastGoneMs = Math.max(
    tookMs,
    relapse?.fewestAtMs ?? 0,
    deletedMs,
    ...oldPods.map(({ goneAtMs = 0 }) => goneAtMs),
  );
  return Math.min(endMs, Math.ceil((lastGoneMs + minuteMs / 2) / (minuteMs / 2)) * (minuteMs / 2));
}

/**
 * How long the workload has been there when it is updated: long enough for all pods of a StatefulSet to have come up one
 * by one. Most do so within the usual time, so the longest is tried only where they do not.
 */
function ageAtUpdateMs(
  workload: RolloutWorkload,
  old: Template,
  release: Pick<RolloutInput, 'kubernetes' | 'gates'>,
): number {
  if (workload.kind !== 'StatefulSet') return usualAgeMs;
  const tookMs = (untilMs: number) =>
    rolloutSummary(workload, simulate(workload, { updated: old }, { ...release, untilMs })).tookMs;
  const cameUpMs = tookMs(usualAgeMs) ?? tookMs(longestStartMs) ?? 0;
  return Math.max(usualAgeMs, (Math.ceil(cameUpMs / minuteMs) + 1) * minuteMs);
}
