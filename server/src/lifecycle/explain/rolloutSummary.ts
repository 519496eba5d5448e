/** What a rollout comes to: how long it takes, what it costs, and why it does not finish. */

import { humanDuration } from '../../kubernetes/duration.ts';
import { deploymentFenceposts } from '../controllers/deploymentController.ts';
import { statefulSetDefaults } from '../controllers/statefulSetController.ts';
import type { Rollout } from '../rollout/simulateRollout.ts';
import type { RolloutPod, RolloutTrace, WorkloadCondition, WorkloadStatus } from '../trace/rolloutTrace.ts';
import type { Trace } from '../trace/trace.ts';
import { sharedName } from '../workload/podTraces.ts';
import type { RolloutWorkload } from '../workload/workload.ts';
import { type PodTrouble, podTrouble } from './podTrouble.ts';
import { counted, secondsText } from './sentences.ts';

export interface RolloutSummary {
  /** `failed` is for Jobs: they end, and badly. */
  readonly outcome: 'finished' | 'failed' | 'unfinished';
  /** When it was finished or had failed, from the update or the creation on. */
  readonly tookMs?: number;
  /** In an update with endpoints: how many were ready before, and the fewest until it was finished. */
  readonly readyEndpoints?: { readonly before: number; readonly fewest: number; readonly fewestAtMs: number };
  /** The most pods that were there at once, without those that were being deleted. */
  readonly mostPods: number;
  /** When the progress deadline was exceeded. */
  readonly deadlineExceededAtMs?: number;
  /** When pods became unavailable again after it was finished, and when there were the fewest available. */
  readonly relapse?: { readonly atMs: number; readonly fewestAvailable: number; readonly fewestAtMs: number };
  readonly sentence: string;
  /**
   * Why it does not finish, why it failed, or why pods became unavailable again; the fields are those of the workload.
   */
  readonly reasons: readonly RolloutReason[];
}

export interface RolloutReason {
  readonly sentence: string;
  readonly fields: readonly string[];
}

export function rolloutSummary(workload: RolloutWorkload, rollout: Rollout): RolloutSummary {
  const { trace } = rollout;
  const failure = conditionOf(trace, 'Failed');
  const endMs = failure?.atMs ?? finishedAtMs(workload, trace);
  const outcome = failure === undefined ? (endMs === undefined ? 'unfinished' : 'finished') : 'failed';
  const deadlineExceededAtMs = trace.entries.find(
    (entry) => entry.atMs >= 0 && entry.kind === 'condition' && entry.condition.reason === 'ProgressDeadlineExceeded',
  )?.atMs;
  const readyEndpoints = endpointsUntil(trace, endMs ?? trace.endMs);
  const relapse = outcome === 'finished' ? relapseOf(trace, endMs ?? 0) : undefined;
  const reasons =
    failure !== undefined
      ? [failureReason(rollout, failure.condition, failure.fields)]
      : outcome === 'unfinished'
        ? unfinishedReasons(workload, rollout)
        : relapse === undefined
          ? []
          : groupTroubles(rollout, relapse.fewestAtMs);
  return {
    outcome,
    ...(endMs === undefined ? {} : { tookMs: endMs }),
    ...(readyEndpoints === undefined ? {} : { readyEndpoints }),
    mostPods: mostPods(trace),
    ...(deadlineExceededAtMs === undefined ? {} : { deadlineExceededAtMs }),
    ...(relapse === undefined ? {} : { relapse }),
    sentence: `${sentenceOf(trace, outcome, endMs, readyEndpoints, deadlineExceededAtMs)}${relapseText(trace, relapse)}`,
    reasons,
  };
}

/** When nothing was left to do for the first time, from the update or the creation on. */
function finishedAtMs(workload: RolloutWorkload, trace: RolloutTrace): number | undefined {
  if (workload.kind === 'Job') return conditionOf(trace, 'Complete')?.atMs;
  const generation = trace.createdAtMs < 0 ? 2 : 1;
  return trace.entries.find(
    (entry) => entry.kind === 'status' && isFinished(workload, trace.desired, generation, entry.status),
  )?.atMs;
}

function isFinished(workload: RolloutWorkload, desired: number, generation: number, status: WorkloadStatus): boolean {
  if (status.kind === 'Job' || status.observedGeneration < generation) return false;
  const { updatedReplicas, replicas, readyReplicas, availableReplicas } = status;
  if (workload.kind !== 'StatefulSet') {
    return updatedReplicas === desired && replicas === desired && availableReplicas === desired;
  }
  const partition = workload.spec.updateStrategy?.rollingUpdate?.partition ?? statefulSetDefaults.partition;
  return updatedReplicas >= desired - partition && readyReplicas === desired && availableReplicas === desired;
}

function relapseOf({ entries, desired }: RolloutTrace, finishedMs: number): RolloutSummary['relapse'] {
  let relapse: RolloutSummary['relapse'];
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'status' || entry.atMs <= finishedMs || entry.status.kind === 'Job') continue;
    const { availableReplicas } = entry.status;
    if (availableReplicas >= (relapse?.fewestAvailable ?? desired)) continue;
    // Of several in one moment the last counts.
    const isLast = !entries.slice(index + 1).some(({ atMs, kind }) => atMs === entry.atMs && kind === 'status');
    if (!isLast) continue;
    relapse = { atMs: relapse?.atMs ?? entry.atMs, fewestAvailable: availableReplicas, fewestAtMs: entry.atMs };
  }
  return relapse;
}

function relapseText({ desired }: RolloutTrace, relapse: RolloutSummary['relapse']): string {
  if (relapse === undefined) return '';
  const { atMs, fewestAvailable, fewestAtMs } = relapse;
  const worst = fewestAtMs === atMs ? '' : ` from ${secondsText(fewestAtMs)} on`;
  return ` But at ${secondsText(atMs)} pods are unavailable again: at worst${worst}, ${fewestAvailable} of ${counted(desired, 'pod')} ${fewestAvailable === 1 ? 'is' : 'are'} available.`;
}

function conditionOf({ entries }: RolloutTrace, type: string) {
  return entries.filter((entry) => entry.kind === 'condition').find(({ condition }) => condition.type === type);
}

function endpointsUntil(trace: RolloutTrace, endMs: number): RolloutSummary['readyEndpoints'] {
  if (trace.createdAtMs === 0) return undefined;
  const entries = trace.entries.filter((entry) => entry.kind === 'endpoints');
  if (entries.length === 0) return undefined;
  const before = entries.findLast(({ atMs }) => atMs < 0)?.endpoints.ready ?? 0;
  let fewest = before;
  let fewestAtMs = 0;
  for (const { atMs, endpoints } of entries) {
    if (atMs < 0 || atMs > endMs || endpoints.ready >= fewest) continue;
    fewest = endpoints.ready;
    fewestAtMs = atMs;
  }
  return { before, fewest, fewestAtMs };
}

function mostPods({ pods }: RolloutTrace): number {
  const changes = pods
    .flatMap(({ createdAtMs, deletedAtMs, goneAtMs }) => {
      const endMs = deletedAtMs ?? goneAtMs;
      return [[Math.max(createdAtMs, 0), 1], ...(endMs === undefined ? [] : [[Math.max(endMs, 0), -1]])];
    })
    .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  let count = 0;
  let most = 0;
  for (const [, change] of changes) {
    count += change!;
    most = Math.max(most, count);
  }
  return most;
}

function sentenceOf(
  trace: RolloutTrace,
  outcome: RolloutSummary['outcome'],
  endMs: number | undefined,
  endpoints: RolloutSummary['readyEndpoints'],
  deadlineExceededAtMs: number | undefined,
): string {
  const subject = trace.kind === 'Job' ? 'The Job' : trace.createdAtMs < 0 ? 'The update' : 'The rollout';
  const fewest =
    endpoints === undefined
      ? ''
      : endpoints.fewest === endpoints.before
        ? `; all the while at least ${counted(endpoints.fewest, 'endpoint')} ${endpoints.fewest === 1 ? 'is' : 'are'} ready`
        : `; at worst, from ${secondsText(endpoints.fewestAtMs)} on, ${endpoints.fewest} of ${counted(endpoints.before, 'endpoint')} ${endpoints.fewest === 1 ? 'is' : 'are'} ready`;
  if (outcome === 'finished') {
    const late =
      deadlineExceededAtMs === undefined ? '' : `, after its progress deadline at ${secondsText(deadlineExceededAtMs)}`;
    return `${subject} is finished after ${secondsText(endMs ?? 0)}${late}${fewest}.`;
  }
  if (outcome === 'failed') return `${subject} fails after ${secondsText(endMs ?? 0)}.`;
  const deadline =
    deadlineExceededAtMs === undefined
      ? ''
      : `; its progress deadline is exceeded at ${secondsText(deadlineExceededAtMs)}, which stops nothing`;
  return `${subject} is not finished within ${humanDuration(trace.endMs)}${deadline}${fewest}.`;
}

function failureReason(
  { trace, pods }: Rollout,
  { reason, message }: WorkloadCondition,
  fields: readonly string[] = [],
): RolloutReason {
  const failed = trace.entries.filter((entry) => entry.kind === 'pod' && entry.pod.change === 'failed').length;
  const restarted = trace.entries.filter((entry) => entry.kind === 'pod' && entry.pod.change === 'restarted').length;
  const last = trace.pods.at(-1);
  const own = last && pods.get(last.name);
  // How it ended when it was deleted says nothing.
  const untilMs = (last?.deletedAtMs ?? Number.POSITIVE_INFINITY) - (last?.createdAtMs ?? 0);
  const ended = own?.entries.findLast(
    (entry) => entry.atMs < untilMs && entry.kind === 'cri' && entry.call.op === 'exited',
  );
  const how =
    ended?.kind === 'cri' && ended.call.exitCode !== 0 && reason !== 'DeadlineExceeded'
      ? ` ${ended.call.container} last ended with exit code ${ended.call.exitCode}.`
      : '';
  const counts = `${counted(failed, 'pod')} failed, containers were restarted ${counted(restarted, 'time')}.`;
  return { sentence: `${reason}: ${message}. ${counts}${how}`, fields };
}

/** How many pods are named one by one. */
const podsNamed = 3;

function unfinishedReasons(workload: RolloutWorkload, rollout: Rollout): RolloutReason[] {
  const { trace } = rollout;
  if (workload.kind === 'Deployment' && workload.spec.paused === true) {
    return [
      { sentence: 'The Deployment is paused, so its controller does not roll out anything.', fields: ['spec.paused'] },
    ];
  }
  if (workload.kind === 'Job' && workload.spec.suspend === true) {
    return [{ sentence: 'The Job is suspended, so it has no pods.', fields: ['spec.suspend'] }];
  }
  if (workload.kind === 'StatefulSet' && workload.spec.updateStrategy?.type === 'OnDelete' && trace.createdAtMs < 0) {
    const sentence = 'Pods keep the old template until somebody deletes them.';
    return [{ sentence, fields: ['spec.updateStrategy.type'] }];
  }
  const present = trace.pods.filter(({ goneAtMs }) => goneAtMs === undefined);
  const troubles = groupTroubles(rollout, trace.endMs);
  if (workload.kind === 'Job') return [...troubles, ...whatJobWaitsFor(trace)];
  if (troubles.length === 0 && trace.desired > 0) return [...whatHolds(workload, rollout, present), moreTime(trace)];
  return [...troubles, ...whatHolds(workload, rollout, present)];
}

/** Nothing is wrong with any pod at the end. */
function moreTime(trace: RolloutTrace): RolloutReason {
  const status = lastStatus(trace);
  const updated = status?.kind === 'Job' ? 0 : (status?.updatedReplicas ?? 0);
  return { sentence: `So far ${updated} of ${trace.desired} pods have the new template.`, fields: ['spec.replicas'] };
}

function whatJobWaitsFor(trace: RolloutTrace): RolloutReason[] {
  const status = lastStatus(trace);
  if (status?.kind !== 'Job') return [];
  const { succeeded, failed, active } = status;
  const sentence = `So far ${counted(succeeded, 'pod')} of ${trace.desired} succeeded and ${failed} failed; ${active} ${active === 1 ? 'runs' : 'run'}.`;
  const reasons: RolloutReason[] = [{ sentence, fields: ['spec.completions', 'spec.parallelism'] }];
  if (failed > 0) {
    const backOff = 'After failures it waits 10 s, 20 s, 40 s and so on up to 10 min before it makes the next pod.';
    reasons.push({ sentence: backOff, fields: ['spec.backoffLimit'] });
  }
  return reasons;
}

function lastStatus({ entries }: RolloutTrace): WorkloadStatus | undefined {
  return entries.findLast((entry) => entry.kind === 'status')?.status;
}

/** Why pods are not available at that time, the same trouble of several pods told once. */
function groupTroubles({ trace, pods }: Rollout, untilMs: number): RolloutReason[] {
  const groups = new Map<string, { readonly names: string[]; readonly fields: readonly string[] }>();
  // Pods that live alike and are equally old have the same trouble, which need not be looked for in each of hundreds.
  const known = new Map<Trace, Map<number, PodTrouble | undefined>>();
  for (const [index, { name, createdAtMs, goneAtMs = Number.POSITIVE_INFINITY }] of trace.pods.entries()) {
    const life = createdAtMs <= untilMs && goneAtMs > untilMs ? pods.shared(index) : undefined;
    if (life === undefined) continue;
    const byAge = known.get(life) ?? new Map<number, PodTrouble | undefined>();
    known.set(life, byAge);
    const ageMs = untilMs - createdAtMs;
    if (!byAge.has(ageMs)) byAge.set(ageMs, podTrouble(life, ageMs));
    const trouble = byAge.get(ageMs);
    if (trouble === undefined) continue;
    const sentence = trouble.sentence.replaceAll(sharedName, name);
    const group = groups.get(sentence) ?? { names: [], fields: trouble.fields };
    group.names.push(name);
    groups.set(sentence, group);
  }
  return [...groups].map(([sentence, { names, fields }]) => {
    const more = names.length > podsNamed ? ` and ${names.length - podsNamed} more` : '';
    return {
      sentence: `Not ready: ${names.slice(0, podsNamed).join(', ')}${more}. ${sentence}`,
      fields: fields.map((field) => `spec.template.${field}`),
    };
  });
}

/** Which rule of the workload makes the others wait. */
function whatHolds(
  workload: Exclude<RolloutWorkload, { kind: 'Job' }>,
  { trace }: Rollout,
  present: readonly RolloutPod[],
): RolloutReason[] {
  const old = present.filter(({ revision, deletedAtMs }) => revision === 'old' && deletedAtMs === undefined).length;
  const lastOf = (change: string) =>
    trace.entries.filter((entry) => entry.kind === 'pod' && entry.pod.change === change).length;
  const minReady = workload.spec.minReadySeconds ?? 0;
  const flapping =
    minReady > 0 && lastOf('ready') > lastOf('available')
      ? [
          {
            sentence: `A pod is available only after it has been ready for ${counted(minReady, 'second')} without a break.`,
            fields: ['spec.minReadySeconds'],
          },
        ]
      : [];
  if (workload.kind === 'Deployment' && workload.spec.strategy?.type !== 'Recreate' && old > 0) {
    const { maxSurge, maxUnavailable } = deploymentFenceposts(workload.spec);
    const sentence = `${counted(old, 'old pod')} ${old === 1 ? 'stays' : 'stay'}: of ${trace.desired}, at most ${maxUnavailable} may be unavailable, and at most ${counted(maxSurge, 'pod')} more may be there.`;
    const rolling = 'spec.strategy.rollingUpdate';
    return [...flapping, { sentence, fields: [`${rolling}.maxUnavailable`, `${rolling}.maxSurge`] }];
  }
  if (workload.kind === 'StatefulSet') {
    const sentence =
      'Each pod waits until the one before it is available; a pod that never is stays even when the template is corrected, until somebody deletes it.';
    const isOrdered = workload.spec.podManagementPolicy !== 'Parallel';
    return isOrdered ? [...flapping, { sentence, fields: ['spec.podManagementPolicy'] }] : flapping;
  }
  return flapping;
}
