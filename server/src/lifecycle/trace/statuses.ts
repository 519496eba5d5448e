/** Reading the statuses that a trace has, and what one of them says. */
import type { ContainerStatus, EntryOf, PodStatus, Trace } from './trace.ts';

export type StatusEntry = EntryOf<'status'>;

export function statusEntries({ entries }: Trace): StatusEntry[] {
  return entries.filter((entry) => entry.kind === 'status');
}

/** The last status until then, this moment included. */
export function statusEntryAt(trace: Trace, atMs: number): StatusEntry | undefined {
  return trace.entries.findLast((entry): entry is StatusEntry => entry.kind === 'status' && entry.atMs <= atMs);
}

/** The status before an entry. */
export function statusBefore(trace: Trace, seq: number): PodStatus | undefined {
  return trace.entries.slice(0, seq).findLast((entry) => entry.kind === 'status')?.status;
}

/** The first status in which the pod is ready. */
export function firstReady(trace: Trace): StatusEntry | undefined {
  return trace.entries.find((entry): entry is StatusEntry => entry.kind === 'status' && isReady(entry.status));
}

export function conditionStatus({ conditions }: PodStatus, type: string): 'True' | 'False' | 'Unknown' | undefined {
  return conditions.find((condition) => condition.type === type)?.status;
}

export function isReady(status: PodStatus): boolean {
  return conditionStatus(status, 'Ready') === 'True';
}

/** Init containers first. */
export function containerStatuses(status: PodStatus): ContainerStatus[] {
  return [...status.initContainerStatuses, ...status.containerStatuses];
}

export function containerStatus(status: PodStatus, name: string): ContainerStatus | undefined {
  return containerStatuses(status).find((container) => container.name === name);
}

/** Restarts of all containers together, init containers included. */
export function restartCount(status: PodStatus | undefined): number {
  if (status === undefined) return 0;
  return containerStatuses(status).reduce((sum, container) => sum + container.restartCount, 0);
}
