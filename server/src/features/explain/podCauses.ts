/** Why a pod is as it is: the first thing that keeps it from being ready, and the cause in each container. */
import { isImageReason } from '../../kubernetes/componentWords.ts';
import { isSidecar } from '../../kubernetes/pod.ts';
import { conditionStatus, isReady } from '../../lifecycle/trace/statuses.ts';
import type { ContainerStatus } from '../../lifecycle/trace/trace.ts';
import { endOf, type RunEnd } from './endOfRun.ts';
import { containerSpec, type ObservedPod } from './observedPod.ts';

/** What is the matter with the pod as a whole, or with one of its containers. */
export type CauseKind =
  /** Of the pod. */
  | 'ready'
  | 'terminating'
  | 'succeeded'
  | 'failedByReason'
  | 'gated'
  | 'unscheduled'
  | 'nodeSilent'
  | 'waitsForKubelet'
  | 'sandbox'
  | 'readinessGates'
  /** Of a container that does not run. */
  | 'creating'
  | 'imagePull'
  | 'config'
  | 'create'
  | 'start'
  | 'preStart'
  | 'waits'
  | RunEnd['by']
  /** Of a container that runs. */
  | 'runs'
  | 'startup'
  | 'readiness'
  | 'notReady';

export interface Cause {
  readonly kind: CauseKind;
  readonly container?: string;
  /** How its last run ended, where that is the cause. */
  readonly end?: RunEnd;
}

/** Other reasons for which a container waits. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container.go`. */
const waitingReasons: Readonly<Record<string, CauseKind>> = {
  CreateContainerConfigError: 'config',
  CreateContainerError: 'create',
  PreCreateHookError: 'create',
  PreStartHookError: 'preStart',
  RunContainerError: 'start',
  PostStartHookError: 'postStart',
  RestartingAllContainers: 'restartAll',
};

/** In the order in which they matter: the first one is what to look at. At least one. */
export function causesOf(observed: ObservedPod): readonly Cause[] {
  const { status, deletion } = observed;
  if (deletion !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed')
    return [{ kind: 'terminating' }];
  if (status.phase === 'Succeeded') return [{ kind: 'succeeded' }];
  if (status.phase === 'Failed') return failed(observed);
  if (conditionStatus(status, 'PodScheduled') === 'False') {
    const gated = status.conditions.some(({ reason }) => reason === 'SchedulingGated');
    return [{ kind: gated ? 'gated' : 'unscheduled' }];
  }
  if (status.phase === 'Unknown' || status.reason === 'NodeLost') return [{ kind: 'nodeSilent' }];
  if (status.containerStatuses.length === 0 && status.initContainerStatuses.length === 0)
    return [{ kind: conditionStatus(status, 'PodScheduled') === undefined ? 'unscheduled' : 'waitsForKubelet' }];
  if (isReady(status)) return [{ kind: 'ready' }];
  const troubled = containerCauses(observed);
  if (troubled.length > 0) return troubled;
  if (conditionStatus(status, 'ContainersReady') === 'True') {
    const isGate = status.conditions.some(
      ({ type, reason }) => type === 'Ready' && reason === 'ReadinessGatesNotReady',
    );
    // The node lifecycle controller alone makes Ready False of a pod whose containers are ready.
    return [{ kind: isGate ? 'readinessGates' : 'nodeSilent' }];
  }
  return [{ kind: 'notReady' }];
}

/** Evicted, its deadline, or refused by the node: the pod's own reason. Else the containers that ended badly. */
function failed(observed: ObservedPod): Cause[] {
  const { status } = observed;
  if (status.reason) return [{ kind: 'failedByReason' }];
  const ends = [...status.initContainerStatuses, ...status.containerStatuses].flatMap(({ name, state }) => {
    if (state.type !== 'terminated' || state.exitCode === 0) return [];
    const isStopped = (observed.pod.spec.initContainers ?? []).some((each) => each.name === name && isSidecar(each));
    return [ofEnd(name, endOf(state, { ...observed, podEnds: isStopped || observed.deletion !== undefined }, name))];
  });
  return ends.length > 0 ? ends : [{ kind: 'failedByReason' }];
}

function containerCauses(observed: ObservedPod): Cause[] {
  const { pod, status } = observed;
  const inits = new Map((pod.spec.initContainers ?? []).map((container) => [container.name, container]));
  for (const each of status.initContainerStatuses) {
    const spec = inits.get(each.name);
    const isDone = spec !== undefined && isSidecar(spec) ? each.started : hasSucceeded(each);
    if (isDone) continue;
    // The others wait for it.
    return [causeOf(each, observed)];
  }
  const sidecars = status.initContainerStatuses.filter(({ name, ready }) => {
    const spec = inits.get(name);
    return spec !== undefined && isSidecar(spec) && !ready;
  });
  return [...sidecars, ...status.containerStatuses.filter(({ ready }) => !ready)].map((each) =>
    causeOf(each, observed),
  );
}

function hasSucceeded({ state }: ContainerStatus): boolean {
  return state.type === 'terminated' && state.exitCode === 0;
}

function causeOf(container: ContainerStatus, observed: ObservedPod): Cause {
  const { pod } = observed;
  const { name, state, lastState, started } = container;
  const spec = containerSpec(pod, name);
  // When the regular containers have ended, sidecars are stopped.
  const podEnds = spec !== undefined && isSidecar(spec) && allEnded(observed);
  const context = { ...observed, podEnds };
  if (state.type === 'terminated') return ofEnd(name, endOf(state, context, name));
  if (state.type === 'waiting') {
    const { reason } = state;
    if (isImageReason(reason)) return { kind: 'imagePull', container: name };
    const kind = waitingReasons[reason];
    if (kind !== undefined) return { kind, container: name };
    if (reason === 'ContainerCreating' || reason === 'PodInitializing') return { kind: 'creating', container: name };
    return lastState === undefined ? { kind: 'waits', container: name } : ofEnd(name, endOf(lastState, context, name));
  }
  const isInit = spec !== undefined && (pod.spec.initContainers ?? []).includes(spec) && !isSidecar(spec);
  if (isInit) return { kind: 'runs', container: name };
  if (!started && spec?.startupProbe !== undefined) return { kind: 'startup', container: name };
  if (spec?.readinessProbe !== undefined) return { kind: 'readiness', container: name };
  return { kind: 'notReady', container: name };
}

function allEnded({ status: { containerStatuses } }: ObservedPod): boolean {
  return containerStatuses.length > 0 && containerStatuses.every(({ state }) => state.type === 'terminated');
}

function ofEnd(container: string, end: RunEnd): Cause {
  return { kind: end.by, container, end };
}
