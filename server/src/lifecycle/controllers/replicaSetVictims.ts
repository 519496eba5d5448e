/** Which pods a ReplicaSet deletes first. */
import type { Instant } from '../kernel/time.ts';
import { readySince, type WorkloadPod } from '../workload/workloadPods.ts';

const phaseOrder = { Pending: 0, Unknown: 1, Running: 2, Succeeded: 2, Failed: 2 } as const;

/**
 * The pods in the order in which they would be deleted. All pods of a template have the same deletion cost, and each is
 * on a node of its own, so these two criteria decide nothing.
 * Upstream: `ActivePodsWithRanks` in `pkg/controller/controller_utils.go`.
 */
export function inDeletionOrder(pods: readonly WorkloadPod[], now: Instant): WorkloadPod[] {
  return [...pods].sort((a, b) => compare(a, b, now));
}

function compare(a: WorkloadPod, b: WorkloadPod, now: Instant): number {
  if (a.view.isBound !== b.view.isBound) return a.view.isBound ? 1 : -1;
  const phases = phaseOrder[a.view.phase] - phaseOrder[b.view.phase];
  if (phases !== 0) return phases;
  if (a.view.isReady !== b.view.isReady) return a.view.isReady ? 1 : -1;
  if (a.view.isReady && readySince(a) !== readySince(b)) {
    return ageRank(readySince(a), now) - ageRank(readySince(b), now) || a.number - b.number;
  }
  const restarts = maxRestarts(b) - maxRestarts(a);
  if (restarts !== 0) return restarts;
  const created = wallSecond(a.createdAt) - wallSecond(b.createdAt);
  if (created === 0) return a.number - b.number;
  return ageRank(wallSecond(a.createdAt), now) - ageRank(wallSecond(b.createdAt), now) || a.number - b.number;
}

/** Ages count by powers of two, so that not always the newest goes. Upstream: `logarithmicRankDiff`. */
function ageRank(time: Instant, now: Instant): number {
  const nanoseconds = (now - time) * 1_000;
  return nanoseconds > 0 ? Math.floor(Math.log2(nanoseconds)) : -1;
}

function maxRestarts({ view }: WorkloadPod): number {
  return Math.max(0, ...view.containers.map(({ restartCount }) => restartCount));
}

/** Upstream: `creationTimestamp` is cut to whole seconds. */
function wallSecond(time: Instant): Instant {
  return Math.floor(time / 1_000_000) * 1_000_000;
}
