import type { ContainerStatus, PodCondition } from '../trace/trace.ts';
import type { KubeletContainerStatus, KubeletPodStatus } from './podObject.ts';

/** Whether an update of the status would change anything. Upstream: `isPodStatusByKubeletEqual`. */
export function sameStatus(a: KubeletPodStatus, b: KubeletPodStatus): boolean {
  return (
    a.phase === b.phase &&
    a.reason === b.reason &&
    a.message === b.message &&
    a.hasPodIp === b.hasPodIp &&
    sameList(a.conditions, b.conditions, sameCondition) &&
    sameList(a.initContainerStatuses, b.initContainerStatuses, sameContainer) &&
    sameList(a.containerStatuses, b.containerStatuses, sameContainer)
  );
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index]!));
}

function sameCondition(a: PodCondition, b: PodCondition): boolean {
  return a.type === b.type && a.status === b.status && a.reason === b.reason && a.message === b.message;
}

export function sameContainer(a: KubeletContainerStatus, b: KubeletContainerStatus): boolean {
  return (
    a.containerId === b.containerId &&
    a.restartCount === b.restartCount &&
    a.ready === b.ready &&
    a.started === b.started &&
    sameState(a.state, b.state) &&
    sameState(a.lastState, b.lastState)
  );
}

function sameState(a: ContainerStatus['state'] | undefined, b: ContainerStatus['state'] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.type === 'waiting' && b.type === 'waiting') return a.reason === b.reason && a.message === b.message;
  if (a.type === 'running' && b.type === 'running') return a.startedAtMs === b.startedAtMs;
  if (a.type === 'terminated' && b.type === 'terminated') {
    return (
      a.exitCode === b.exitCode &&
      a.reason === b.reason &&
      a.message === b.message &&
      a.startedAtMs === b.startedAtMs &&
      a.finishedAtMs === b.finishedAtMs
    );
  }
  return false;
}
