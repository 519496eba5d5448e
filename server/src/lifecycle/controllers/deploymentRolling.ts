/** How many pods a rolling update adds and takes away in one step. */

/** What of a ReplicaSet decides the next step. */
export interface ReplicaSetSize {
  /** `spec.replicas`. */
  readonly replicas: number;
  /** `status.availableReplicas`. */
  readonly available: number;
}

/**
 * The size of the new ReplicaSet after one step.
 * Upstream: `reconcileNewReplicaSet` in `pkg/controller/deployment/rolling.go`, `NewRSNewReplicas`.
 */
export function newReplicas(desired: number, newSize: number, oldSizes: readonly number[], maxSurge: number): number {
  if (newSize >= desired) return desired;
  const total = oldSizes.reduce((sum, size) => sum + size, newSize);
  const room = desired + maxSurge - total;
  return room <= 0 ? newSize : Math.min(desired, newSize + room);
}

/**
 * The sizes of the old ReplicaSets, oldest first, after one step: what is unavailable goes first, then what may go
 * without too few being left.
 * Upstream: `reconcileOldReplicaSets` in `pkg/controller/deployment/rolling.go`.
 */
export function oldReplicas(
  desired: number,
  newSet: ReplicaSetSize,
  oldSets: readonly ReplicaSetSize[],
  maxUnavailable: number,
): number[] {
  const minAvailable = desired - Math.min(maxUnavailable, desired);
  const total = oldSets.reduce((sum, { replicas }) => sum + replicas, newSet.replicas);
  const budget = total - minAvailable - (newSet.replicas - newSet.available);
  if (budget <= 0) return oldSets.map(({ replicas }) => replicas);
  const cleaned = cleanupUnhealthy(oldSets, budget);
  const available = oldSets.reduce((sum, set) => sum + set.available, newSet.available);
  return take(cleaned, available - minAvailable);
}

/** Upstream: `cleanupUnhealthyReplicas`. */
export function cleanupUnhealthy(oldSets: readonly ReplicaSetSize[], maxCleanup: number): number[] {
  let left = maxCleanup;
  return oldSets.map(({ replicas, available }) => {
    const removed = Math.max(0, Math.min(left, replicas - available));
    left -= removed;
    return replicas - removed;
  });
}

/** Upstream: `scaleDownOldReplicaSetsForRollingUpdate`. */
function take(sizes: readonly number[], count: number): number[] {
  let left = Math.max(0, count);
  return sizes.map((size) => {
    const removed = Math.min(left, size);
    left -= removed;
    return size - removed;
  });
}
