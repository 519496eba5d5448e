/** The figures of a roll-out, read from its trace. */
import { statefulSetDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import { lostRequests, sentRequests } from '../trace/requests.ts';
import type { RolloutEntry, RolloutTrace } from '../trace/rolloutTrace.ts';
import { countsOf, updatedPods } from '../trace/workloadCounts.ts';

export interface RolloutFacts {
  /** `failed` is for Jobs: they end, and badly. */
  readonly outcome: 'finished' | 'failed' | 'unfinished';
  /** When it was finished or had failed, from the update or the creation on. */
  readonly tookMs?: number;
  /** When something was changed for the last time, after the update or the creation. */
  readonly changedAtMs?: number;
  /** In an update with endpoints: how many were ready before, and the fewest until it was finished. */
  readonly readyEndpoints?: { readonly before: number; readonly fewest: number; readonly fewestAtMs: number };
  /** Requests to the Service, where there are any: how many are sent and lost, and how many pods stop meanwhile. */
  readonly requests?: { readonly sent: number; readonly lost: number; readonly podsStopped: number };
  /** The most pods that were there at once, without those that were being deleted. */
  readonly mostPods: number;
  /** When the progress deadline was exceeded. */
  readonly deadlineExceededAtMs?: number;
  /** When pods became unavailable again after it was finished, and when there were the fewest available. */
  readonly relapse?: { readonly atMs: number; readonly fewestAvailable: number; readonly fewestAtMs: number };
}

export function rolloutFacts(workload: RolloutWorkload, trace: RolloutTrace): RolloutFacts {
  const failedAtMs = rolloutCondition(trace, 'Failed')?.atMs;
  const endMs = failedAtMs ?? finishedAtMs(workload, trace);
  const outcome = failedAtMs === undefined ? (endMs === undefined ? 'unfinished' : 'finished') : 'failed';
  const deadlineExceededAtMs = trace.entries.find(
    (entry) => entry.atMs >= 0 && entry.kind === 'condition' && entry.condition.reason === 'ProgressDeadlineExceeded',
  )?.atMs;
  const readyEndpoints = endpointsUntil(trace, endMs ?? trace.endMs);
  const relapse = outcome === 'finished' ? relapseOf(trace, endMs ?? 0) : undefined;
  return {
    outcome,
    ...(endMs === undefined ? {} : { tookMs: endMs }),
    ...lastChange(trace),
    ...(readyEndpoints === undefined ? {} : { readyEndpoints }),
    ...requestFacts(trace),
    mostPods: mostPods(trace),
    ...(deadlineExceededAtMs === undefined ? {} : { deadlineExceededAtMs }),
    ...(relapse === undefined ? {} : { relapse }),
  };
}

/** When nothing was left to do for the first time, from the update or the creation on. */
function finishedAtMs(workload: RolloutWorkload, trace: RolloutTrace): number | undefined {
  if (workload.kind === 'Job') return rolloutCondition(trace, 'Complete')?.atMs;
  const generation = lastGeneration(trace);
  return trace.entries.find((entry) => entry.kind === 'status' && isFinished(workload, trace, generation, entry))?.atMs;
}

function lastChange({ entries }: RolloutTrace): Pick<RolloutFacts, 'changedAtMs'> {
  const last = entries.findLast(({ cause }) => 'scenario' in cause && cause.scenario.startsWith('then['));
  return last === undefined ? {} : { changedAtMs: last.atMs };
}

/** That which everything that was changed has led to. */
function lastGeneration({ entries }: RolloutTrace): number {
  const last = entries.findLast((entry) => entry.kind === 'workload');
  return last?.kind === 'workload' ? last.generation : 0;
}

function isFinished(
  workload: RolloutWorkload,
  trace: RolloutTrace,
  generation: number,
  { status, atMs }: Extract<RolloutEntry, { readonly kind: 'status' }>,
): boolean {
  const { desired } = trace;
  if (status.kind === 'Job' || status.observedGeneration < generation) return false;
  const { pods, ready, available } = countsOf(status);
  const updated = updatedPods(trace, status, atMs);
  switch (workload.kind) {
    case 'StatefulSet': {
      const partition = workload.spec.updateStrategy?.rollingUpdate?.partition ?? statefulSetDefaults.partition;
      return updated >= desired - partition && ready === desired && available === desired;
    }
    case 'DaemonSet':
      // Nodes may have come and gone since.
      return status.kind === 'DaemonSet' && [updated, available].every((own) => own >= status.desiredNumberScheduled);
    default:
      return updated === desired && pods === desired && available === desired;
  }
}

function relapseOf({ entries, desired }: RolloutTrace, finishedMs: number): RolloutFacts['relapse'] {
  let relapse: RolloutFacts['relapse'];
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'status' || entry.atMs <= finishedMs || entry.status.kind === 'Job') continue;
    const { available } = countsOf(entry.status);
    if (available >= (relapse?.fewestAvailable ?? desired)) continue;
    // Of several in one moment the last counts.
    const isLast = !entries.slice(index + 1).some(({ atMs, kind }) => atMs === entry.atMs && kind === 'status');
    if (!isLast) continue;
    relapse = { atMs: relapse?.atMs ?? entry.atMs, fewestAvailable: available, fewestAtMs: entry.atMs };
  }
  return relapse;
}

/** The first condition of a type. */
export function rolloutCondition({ entries }: RolloutTrace, type: string) {
  return entries.filter((entry) => entry.kind === 'condition').find(({ condition }) => condition.type === type);
}

function endpointsUntil(trace: RolloutTrace, endMs: number): RolloutFacts['readyEndpoints'] {
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

function requestFacts({ requests, pods, endMs }: RolloutTrace): Pick<RolloutFacts, 'requests'> {
  if (requests?.fromMs === undefined) return {};
  const { fromMs, losses } = requests;
  const isLosing = (atMs: number, goneMs: number) =>
    losses.some(
      (loss) => loss.untilMs > atMs && loss.fromMs <= goneMs && loss.lost.some(({ reason }) => reason === 'stopped'),
    );
  const stopped = pods.filter(
    ({ deletedAtMs, goneAtMs = endMs }) =>
      deletedAtMs !== undefined &&
      deletedAtMs >= fromMs &&
      isLosing(deletedAtMs, goneAtMs + requests.knownAfterMs + requests.keepAliveMs),
  );
  return {
    requests: {
      sent: Math.round(sentRequests(requests, endMs)),
      lost: Math.ceil(lostRequests(requests, endMs)),
      podsStopped: stopped.length,
    },
  };
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
