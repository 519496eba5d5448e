/** How a change of a Deployment's replicas is shared out among the ReplicaSets of a rollout that is under way. */

/** A ReplicaSet that has pods. */
export interface ScaledSet {
  readonly replicas: number;
  /** The most pods that its Deployment asked for when it was scaled last; 0 where nobody knows. */
  readonly maxBefore: number;
}

/**
 * The new sizes, in the order of `sets`, which is from the oldest to the newest: in proportion to the old ones, what is left
 * over goes to the largest.
 * @param max the most pods there may be: `desired` and `maxSurge`
 * Upstream: `scale` in `pkg/controller/deployment/sync.go`, `GetReplicaSetProportion`.
 */
export function scaledSizes(desired: number, max: number, sets: readonly ScaledSet[]): number[] {
  const total = sets.reduce((sum, { replicas }) => sum + replicas, 0);
  const toAdd = (desired > 0 ? max : 0) - total;
  const sizes = sets.map(({ replicas }) => replicas);
  if (toAdd === 0) return sizes;
  // The largest first; of several that are alike, the newest when there are to be more, the oldest when fewer.
  const order = [...sets.keys()].sort((a, b) => sizes[b]! - sizes[a]! || (toAdd > 0 ? b - a : a - b));
  let added = 0;
  for (const index of order) {
    const { replicas, maxBefore } = sets[index]!;
    const share = desired === 0 ? -replicas : Math.round((replicas * max) / (maxBefore || total)) - replicas;
    const left = toAdd - added;
    const part = left === 0 ? 0 : toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
    sizes[index] = replicas + part;
    added += part;
  }
  const largest = order[0]!;
  sizes[largest] = Math.max(0, sizes[largest]! + toAdd - added);
  return sizes;
}
