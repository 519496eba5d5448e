/** Why a roll-out does not finish, why a Job failed, or why pods are unavailable. */

import { duration, listed, type Message, paragraph, seconds } from '../../base/message.ts';
import type { DaemonSetWorkload, DeploymentWorkload, RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { daemonSetFenceposts } from '../controllers/daemonSetRolling.ts';
import { deploymentFenceposts } from '../controllers/deploymentController.ts';
import { isManagedElsewhere } from '../controllers/jobLimits.ts';
import type { Rollout } from '../rollout/simulateRollout.ts';
import type { RolloutTrace, WorkloadCondition, WorkloadStatus } from '../trace/rolloutTrace.ts';
import { isReady, statusEntryAt } from '../trace/statuses.ts';
import type { EntryOf, Trace } from '../trace/trace.ts';
import { newestRevision, updatedPods } from '../trace/workloadCounts.ts';
import { withName } from '../workload/podTraces.ts';
import { type PodTrouble, podTrouble } from './podTrouble.ts';
import { rolloutMessages as say } from './rolloutMessages.ts';
import { words } from './words.ts';

export interface RolloutReason {
  readonly message: Message;
  /** Fields of the workload that have a say in it. */
  readonly fields: readonly string[];
}

/** How the API server begins to say that it does not take a pod. */
const refusalBegins = 'pods "';
/** The longest a controller waits before it tries again. Upstream: `DefaultTypedControllerRateLimiter`, `MaxJobApiBackOff`. */
const retryMs = 1_000_000;
const jobRetryMs = 60_000;

/** Why a Job failed: how its last pod ended, then what the controller made of it. */
export function failureReason(
  { trace, pods }: Rollout,
  { reason, message }: WorkloadCondition,
  fields: readonly string[] = [],
): RolloutReason {
  const condition = say.jobCondition({ reason, message: words(message) });
  const counts = say.jobCounts({ failed: changesIn(trace, 'failed'), restarts: changesIn(trace, 'restarted') });
  const last = trace.pods.at(-1);
  const own = last && pods.get(last.name);
  // How it ended when it was deleted says nothing.
  const untilMs = (last?.deletedAtMs ?? Number.POSITIVE_INFINITY) - (last?.createdAtMs ?? 0);
  const ended = own?.entries.findLast(
    (entry) => entry.atMs < untilMs && entry.kind === 'cri' && entry.call.op === 'exited',
  );
  const isCause = ended?.kind === 'cri' && ended.call.exitCode !== 0 && reason !== 'DeadlineExceeded';
  const cause = isCause
    ? [say.lastEnded({ container: ended.call.container ?? '', exitCode: ended.call.exitCode ?? 0 })]
    : [];
  return { message: paragraph([...cause, condition, counts]), fields };
}

export function unfinishedReasons(workload: RolloutWorkload, rollout: Rollout): RolloutReason[] {
  const { trace } = rollout;
  if (workload.kind === 'Deployment' && workload.spec.paused === true) {
    return [{ message: say.paused(), fields: ['spec.paused'] }];
  }
  if (workload.kind === 'Job' && isManagedElsewhere(workload.spec)) {
    return [{ message: say.managedBy({ controller: workload.spec.managedBy ?? '' }), fields: ['spec.managedBy'] }];
  }
  if (workload.kind === 'Job' && workload.spec.suspend === true) {
    return [{ message: say.suspended(), fields: ['spec.suspend'] }];
  }
  const isUpdate = trace.createdAtMs < 0;
  if (isUpdate && (workload.kind === 'ReplicaSet' || workload.kind === 'ReplicationController')) {
    return [{ message: say.replacesNone({ kind: workload.kind }), fields: ['spec.template'] }];
  }
  const isByNode = workload.kind === 'StatefulSet' || workload.kind === 'DaemonSet';
  if (isByNode && workload.spec.updateStrategy?.type === 'OnDelete' && isUpdate) {
    return [{ message: say.onDelete(), fields: ['spec.updateStrategy.type'] }];
  }
  const refused = whatIsRefused(workload, trace);
  const troubles = [...troublesAt(rollout, trace.endMs), ...whatOldPodsHold(workload, rollout), ...refused];
  if (workload.kind === 'Job') return [...troubles, ...whatJobWaitsFor(trace)];
  // Nothing may be wrong with any pod at the end: then it only takes more time.
  const isSlow = troubles.length === 0 && trace.desired > 0;
  return [...troubles, ...whatHolds(workload, trace), ...(isSlow ? [moreTime(trace)] : [])];
}

/** Pods that the API server does not take, if the last attempt to make one was in vain. */
function whatIsRefused({ kind }: RolloutWorkload, { entries }: RolloutTrace): RolloutReason[] {
  const last = entries.findLast(
    (entry) =>
      entry.kind === 'event' && (entry.event.reason === 'FailedCreate' || entry.event.reason === 'SuccessfulCreate'),
  );
  if (last?.kind !== 'event' || last.event.reason !== 'FailedCreate') return [];
  const { message } = last.event;
  const error = words(message.slice(message.indexOf(refusalBegins)));
  const isMissing = message.includes('must specify');
  const retries = say.triesAgain({ at: duration(last.atMs), longest: duration(kind === 'Job' ? jobRetryMs : retryMs) });
  return [
    {
      message: paragraph([say.podsRefused({ error }), ...(isMissing ? [say.saysTooLittle()] : []), retries]),
      fields: isMissing ? ['spec.template.spec.containers'] : [kind === 'Job' ? 'spec.parallelism' : 'spec.replicas'],
    },
  ];
}

/** What new pods wait for until old ones are gone: a volume that can be in one place only, or a port of the node. */
function whatOldPodsHold(workload: RolloutWorkload, { trace, pods }: Rollout): RolloutReason[] {
  const rolling = strategyField(workload);
  const reasons = new Map<string, RolloutReason>();
  for (const [index, { createdAtMs, goneAtMs = Number.POSITIVE_INFINITY }] of trace.pods.entries()) {
    const life = goneAtMs > trace.endMs ? pods.shared(index) : undefined;
    const ageMs = trace.endMs - createdAtMs;
    const status = life === undefined ? undefined : statusEntryAt(life, ageMs)?.status;
    if (life === undefined || status === undefined || isReady(status)) continue;
    const event = life.entries.findLast(
      (entry): entry is EntryOf<'event'> =>
        entry.kind === 'event' && entry.atMs <= ageMs && heldBy(entry) !== undefined,
    );
    const held = event && heldBy(event);
    if (event === undefined || held === undefined || reasons.has(held)) continue;
    const own = (event.fields ?? []).map((field) => `spec.template.${field}`);
    // A pod of a DaemonSet has its node already, and no more of them would help.
    const message = held === 'heldPort' && workload.kind === 'DaemonSet' ? say.heldPortOfNode() : say[held]();
    reasons.set(held, { message, fields: [...own, ...(rolling === undefined ? [] : [rolling])] });
  }
  return [...reasons.values()];
}

/** Where a kind says how its pods are replaced. */
function strategyField({ kind }: RolloutWorkload): string | undefined {
  if (kind === 'Deployment') return 'spec.strategy';
  return kind === 'StatefulSet' || kind === 'DaemonSet' ? 'spec.updateStrategy' : undefined;
}

function heldBy({ event: { reason, message }, cause }: EntryOf<'event'>) {
  if (reason === 'FailedAttachVolume') {
    return 'scenario' in cause && cause.scenario.endsWith('.attachedElsewhere') ? ('heldVolume' as const) : undefined;
  }
  // What the scheduler says of one of its plugins.
  if (reason !== 'FailedScheduling') return undefined;
  if (message.includes('ReadWriteOncePod')) return 'heldClaim' as const;
  return message.includes('ports') ? ('heldPort' as const) : undefined;
}

function moreTime(trace: RolloutTrace): RolloutReason {
  const status = lastStatus(trace);
  const updated = status === undefined || status.kind === 'Job' ? 0 : updatedPods(trace, status, trace.endMs);
  return { message: say.soFar({ updated, desired: trace.desired }), fields: ['spec.replicas'] };
}

function whatJobWaitsFor(trace: RolloutTrace): RolloutReason[] {
  const status = lastStatus(trace);
  if (status?.kind !== 'Job') return [];
  const { succeeded, failed, active } = status;
  const message = say.jobSoFar({ succeeded, desired: trace.desired, failed, active });
  const reasons: RolloutReason[] = [{ message, fields: ['spec.completions', 'spec.parallelism'] }];
  if (failed > 0) reasons.push({ message: say.jobBackOff(), fields: ['spec.backoffLimit'] });
  return reasons;
}

function lastStatus({ entries }: RolloutTrace): WorkloadStatus | undefined {
  return entries.findLast((entry) => entry.kind === 'status')?.status;
}

/** How many pods are named one by one. */
const podsNamed = 3;

/** Why pods are not available at that time, the same trouble of several pods told once. */
export function troublesAt({ trace, pods }: Rollout, untilMs: number): RolloutReason[] {
  const groups = new Map<string, { readonly trouble: PodTrouble; readonly names: string[] }>();
  // Pods that live alike and are equally old have the same trouble, which need not be looked for in each of hundreds.
  const known = new Map<Trace, Map<number, PodTrouble | undefined>>();
  for (const [index, { name, createdAtMs, goneAtMs = Number.POSITIVE_INFINITY }] of trace.pods.entries()) {
    const life = createdAtMs <= untilMs && goneAtMs > untilMs ? pods.shared(index) : undefined;
    if (life === undefined) continue;
    const byAge = known.get(life) ?? new Map<number, PodTrouble | undefined>();
    known.set(life, byAge);
    const ageMs = untilMs - createdAtMs;
    if (!byAge.has(ageMs)) byAge.set(ageMs, podTrouble(life, ageMs));
    const shared = byAge.get(ageMs);
    if (shared === undefined) continue;
    const trouble = withName(shared, name);
    const key = JSON.stringify(trouble.message);
    const group = groups.get(key) ?? { trouble, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ trouble: { message, fields }, names }) => ({
    message: paragraph([notReady(names), message]),
    fields: fields.map((field) => `spec.template.${field}`),
  }));
}

function notReady(names: readonly string[]): Message {
  const pods = listed(names.slice(0, podsNamed));
  return names.length > podsNamed
    ? say.notReadyAndMore({ pods, count: names.length - podsNamed })
    : say.notReady({ pods });
}

/** Which rule of the workload makes the others wait. */
function whatHolds(workload: Exclude<RolloutWorkload, { kind: 'Job' }>, trace: RolloutTrace): RolloutReason[] {
  const minReady = workload.spec.minReadySeconds ?? 0;
  const isFlapping = minReady > 0 && changesIn(trace, 'ready') > changesIn(trace, 'available');
  const reasons: RolloutReason[] = isFlapping
    ? [{ message: say.countsAfter({ minReady: seconds(minReady) }), fields: ['spec.minReadySeconds'] }]
    : [];
  if (workload.kind === 'Deployment') return [...reasons, ...whatHoldsOldPods(workload, trace)];
  if (workload.kind === 'DaemonSet') return [...reasons, ...whatHoldsOldDaemons(workload, trace)];
  if (workload.kind !== 'StatefulSet' || workload.spec.podManagementPolicy === 'Parallel') return reasons;
  return [...reasons, { message: paragraph([say.inOrder(), say.staysBroken()]), fields: ['spec.podManagementPolicy'] }];
}

function oldPodsLeft({ pods, entries }: RolloutTrace): number {
  const newest = newestRevision(entries);
  const isLeft = ({ revision, deletedAtMs, goneAtMs }: RolloutTrace['pods'][number]) =>
    revision !== newest && deletedAtMs === undefined && goneAtMs === undefined;
  return pods.filter(isLeft).length;
}

function whatHoldsOldDaemons({ spec }: DaemonSetWorkload, trace: RolloutTrace): RolloutReason[] {
  const { desired } = trace;
  const count = oldPodsLeft(trace);
  if (count === 0) return [];
  const { maxSurge, maxUnavailable } = daemonSetFenceposts(spec, desired);
  const rolling = 'spec.updateStrategy.rollingUpdate';
  if (maxSurge > 0) {
    return [{ message: say.daemonsStaySurging({ count, maxSurge }), fields: [`${rolling}.maxSurge`] }];
  }
  return [{ message: say.daemonsStay({ count, desired, maxUnavailable }), fields: [`${rolling}.maxUnavailable`] }];
}

function whatHoldsOldPods({ spec }: DeploymentWorkload, trace: RolloutTrace): RolloutReason[] {
  const { desired } = trace;
  const count = oldPodsLeft(trace);
  if (count === 0 || spec.strategy?.type === 'Recreate') return [];
  const { maxSurge, maxUnavailable } = deploymentFenceposts(spec);
  const rolling = 'spec.strategy.rollingUpdate';
  const fields = [`${rolling}.maxUnavailable`, `${rolling}.maxSurge`];
  if (maxUnavailable > 0) return [{ message: say.oldPodsStay({ count, desired, maxUnavailable, maxSurge }), fields }];
  const written = spec.strategy?.rollingUpdate?.maxUnavailable;
  const message = written === undefined || typeof written === 'string' ? say.noOldPodMayGoRounded : say.noOldPodMayGo;
  return [{ message: message({ count: maxSurge }), fields }];
}

function changesIn({ entries }: RolloutTrace, change: string): number {
  return entries.filter((entry) => entry.kind === 'pod' && entry.pod.change === change).length;
}
