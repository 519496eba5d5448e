import type { Revision, RolloutTrace, WorkloadStatus } from './rolloutTrace.ts';

/** Numbers of pods, as a status of any kind but that of a Job says them. */
export interface WorkloadCounts {
  readonly pods: number;
  /** With the newest template; unknown where the status says nothing of it. */
  readonly updated?: number;
  readonly ready: number;
  readonly available: number;
}

export function countsOf(status: Exclude<WorkloadStatus, { readonly kind: 'Job' }>): WorkloadCounts {
  switch (status.kind) {
    case 'DaemonSet':
      return {
        pods: status.currentNumberScheduled,
        updated: status.updatedNumberScheduled,
        ready: status.numberReady,
        available: status.numberAvailable,
      };
    case 'ReplicaSet':
    case 'ReplicationController':
      return { pods: status.replicas, ready: status.readyReplicas, available: status.availableReplicas };
    case 'Deployment':
    case 'StatefulSet':
      return {
        pods: status.replicas,
        updated: status.updatedReplicas,
        ready: status.readyReplicas,
        available: status.availableReplicas,
      };
  }
}

/** The template that the workload has at a time. */
export function newestRevision(entries: RolloutTrace['entries'], atMs = Number.POSITIVE_INFINITY): Revision {
  const last = entries.findLast(
    (entry) => entry.kind === 'workload' && entry.revision !== undefined && entry.atMs <= atMs,
  );
  return last?.kind === 'workload' ? (last.revision ?? 'new') : 'new';
}

/** How many pods have the newest template at a time; counted, where the status does not say it. */
export function updatedPods(
  { pods, entries }: RolloutTrace,
  status: Exclude<WorkloadStatus, { readonly kind: 'Job' }>,
  atMs: number,
): number {
  const { updated } = countsOf(status);
  if (updated !== undefined) return updated;
  const revision = newestRevision(entries, atMs);
  return pods.filter(
    (pod) =>
      pod.revision === revision &&
      pod.createdAtMs <= atMs &&
      (pod.deletedAtMs ?? pod.goneAtMs ?? Number.POSITIVE_INFINITY) > atMs,
  ).length;
}
