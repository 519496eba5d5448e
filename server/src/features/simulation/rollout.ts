/** Simulates a whole workload: how an update of its pods goes, its first rollout, or a Job's course. */
import { defaultPod } from '../../kubernetes/defaults.ts';
import { judgeRollout, type RolloutVerdict, rolloutHorizonMs } from '../../lifecycle/expect/judgeRollout.ts';
import { type RolloutSummary, rolloutSummary } from '../../lifecycle/explain/rolloutSummary.ts';
import { simulatedRelease } from '../../lifecycle/release.ts';
import { type Rollout, simulateRollout as simulate } from '../../lifecycle/rollout/simulateRollout.ts';
import type { RolloutTrace } from '../../lifecycle/trace/rolloutTrace.ts';
import type { PodTraces } from '../../lifecycle/workload/podTraces.ts';
import type { RolloutWorkload } from '../../lifecycle/workload/workload.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import { targetOf } from '../target.ts';
import { rolloutWorkloadOf } from './rolloutWorkload.ts';
import {
  chooseWorkload,
  isPublishedUnready,
  type SimulationFailure,
  scenarioFor,
  type WorkloadInFile,
  workloadsIn,
} from './simulation.ts';

export interface RolloutRequest {
  /** Id or name; without it the file's first workload. */
  readonly workload?: string;
  readonly offset?: number;
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
}

export interface RolloutSimulation {
  readonly workload: WorkloadInFile;
  /** What of the manifest decides how pods come and go. */
  readonly spec: RolloutWorkload;
  readonly scenario: Scenario;
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
/** Since when a StatefulSet heeds `maxUnavailable` by default. */
const statefulSetMaxUnavailableMinor = 37;
/** The most pods that are simulated. */
const maxReplicas = 1_000;

/** Simulates the rollout of one workload of a file. */
export function simulateRollout(
  file: ManifestFile,
  request: RolloutRequest = {},
): RolloutSimulation | SimulationFailure {
  const workload = chooseWorkload(workloadsIn(file), request);
  if ('error' in workload) return workload;
  const spec = rolloutWorkloadOf(workload);
  if (spec === undefined) {
    const { label } = workload;
    return {
      error: `${label} has no rollout to simulate; there is one for a Deployment, StatefulSet, Job or CronJob.`,
    };
  }
  const { object, pod: model } = workload.workload;
  if (model.template.unknown && (model.template.present || !object.isPatch)) {
    return { error: `The pod of ${workload.label} is made by a template; render it first.` };
  }
  const pod = defaultPod(plainPod(workload.workload));
  if (pod.spec.containers.length === 0) return { error: `${workload.label} has no containers to simulate.` };
  const tooMany = podsAtOnce(spec);
  if (tooMany > maxReplicas)
    return { error: `${workload.label} has ${tooMany} pods; up to ${maxReplicas} are simulated.` };
  const scenario = scenarioFor(pod, request.scenario);
  if ('error' in scenario) return scenario;
  const oldScenario = scenarioFor(pod, request.oldScenario);
  if ('error' in oldScenario) return oldScenario;
  const isUpdate = request.create !== true && spec.kind !== 'Job';
  const target = targetOf(file.text, request.kubernetes);
  const release =
    target.source === 'default'
      ? {}
      : {
          kubernetes: simulatedRelease(target.kubernetes),
          statefulSetMaxUnavailable: minorOf(target.kubernetes) >= statefulSetMaxUnavailableMinor,
        };
  const endpoints = workload.workload.kind.servedByServices;
  const publishNotReadyAddresses = isPublishedUnready(file, pod);
  const old = { pod, scenario: oldScenario };
  const runningForMs = isUpdate
    ? runningFor(spec, (untilMs) => simulate(spec, { updated: old }, { untilMs, ...release }))
    : 0;
  const run = (untilMs: number) =>
    simulate(
      spec,
      { updated: { pod, scenario }, ...(isUpdate ? { old } : {}) },
      { untilMs, runningForMs, endpoints, publishNotReadyAddresses, ...release },
    );
  const rollout = runUntil(spec, request.untilMs, scenario, run);
  const summary = rolloutSummary(spec, rollout);
  const verdicts = judgeRollout(rollout, summary, scenario.expect ?? {});
  return { workload, spec, scenario, ...rollout, summary, verdicts };
}

/** How long the old pods have been there: long enough for all of a StatefulSet's to have come up one by one. */
function runningFor(spec: RolloutWorkload, create: (untilMs: number) => Rollout): number {
  if (spec.kind !== 'StatefulSet') return usualAgeMs;
  const { tookMs = 0 } = rolloutSummary(spec, create(longestStartMs));
  return Math.max(usualAgeMs, (Math.ceil(tookMs / minuteMs) + 1) * minuteMs);
}

function minorOf(release: string): number {
  return Number(release.split('.')[1]);
}

function podsAtOnce(workload: RolloutWorkload): number {
  if (workload.kind !== 'Job') return workload.spec.replicas ?? 1;
  return Math.min(workload.spec.parallelism ?? 1, workload.spec.completions ?? Number.POSITIVE_INFINITY);
}

function runUntil(
  spec: RolloutWorkload,
  untilMs: number | undefined,
  { expect = {} }: Scenario,
  run: (untilMs: number) => Rollout,
): Rollout {
  if (untilMs !== undefined) return run(untilMs);
  const longest = run(Math.max(spec.kind === 'Job' ? jobSearchMs : searchMs, rolloutHorizonMs(expect)));
  // What must never happen is watched as long as anything is looked for.
  if (Object.keys(expect).some((name) => name !== 'completesWithin')) return longest;
  const { tookMs, relapse } = rolloutSummary(spec, longest);
  if (tookMs === undefined) return longest;
  // Long enough to see the last old pods go, and what becomes of the new ones.
  const oldPods = longest.trace.pods.filter(({ revision }) => revision === 'old');
  const lastGoneMs = Math.max(tookMs, relapse?.fewestAtMs ?? 0, ...oldPods.map(({ goneAtMs = 0 }) => goneAtMs));
  const shownMs = Math.ceil((lastGoneMs + minuteMs / 2) / (minuteMs / 2)) * (minuteMs / 2);
  return shownMs < longest.trace.endMs ? run(shownMs) : longest;
}

/** A field of the workload as the manifest has it: a CronJob holds its Job's spec deeper. */
export function fieldInManifest(field: string, { workload }: WorkloadInFile): string {
  return workload.kind.kind === 'CronJob' ? field.replace(/^spec\b/, 'spec.jobTemplate.spec') : field;
}
