import { scaledAmount } from './scaledAmount.ts';

type IntOrPercent = number | string;

/** Resolved bounds of a rolling update. */
export interface Fenceposts {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/**
 * maxSurge is rounded up, maxUnavailable down; when both come to nothing, one pod may be unavailable.
 * Upstream: `ResolveFenceposts` in `pkg/controller/deployment/util/deployment_util.go`.
 */
export function resolveFenceposts(
  maxSurge: IntOrPercent | undefined,
  maxUnavailable: IntOrPercent | undefined,
  desired: number,
): Fenceposts {
  const surge = scaledAmount(maxSurge ?? 0, desired, 'up');
  const unavailable = scaledAmount(maxUnavailable ?? 0, desired, 'down');
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/**
 * The same of a DaemonSet, where both are rounded up.
 * Upstream: `UnavailableCount` and `SurgeCount` in `pkg/controller/daemon/util/daemonset_util.go`.
 */
export function resolveDaemonFenceposts(
  maxSurge: IntOrPercent,
  maxUnavailable: IntOrPercent,
  nodes: number,
): Fenceposts {
  const surge = scaledAmount(maxSurge, nodes, 'up');
  const unavailable = scaledAmount(maxUnavailable, nodes, 'up');
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}
