import type { Pod } from '../../kubernetes/pod.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause, ContainerStatus, PodStatus } from '../trace/trace.ts';

/** A container status with what the kubelet needs besides what the trace shows. */
export interface KubeletContainerStatus extends ContainerStatus {
  readonly containerId?: string | undefined;
  /** What brought the container into this state. */
  readonly cause?: Cause | undefined;
}

/** A pod status as the kubelet computes it. */
export interface KubeletPodStatus extends PodStatus {
  readonly initContainerStatuses: readonly KubeletContainerStatus[];
  readonly containerStatuses: readonly KubeletContainerStatus[];
  readonly hasPodIp: boolean;
  readonly startTime?: Instant | undefined;
}

/** The pod object as the API server has it and as the kubelet last heard of it. */
export interface PodObject {
  readonly spec: Pod['spec'];
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly status: KubeletPodStatus;
  /** Set once the pod is being deleted. */
  readonly deletion?: { readonly at: Instant; readonly graceSeconds: number } | undefined;
}

/** `NAME_NAMESPACE(UID)`, as events and messages name a pod. Upstream: `pkg/kubelet/util/format/pod.go`. */
export function formatPod(pod: Pick<PodObject, 'name' | 'namespace' | 'uid'>): string {
  return `${pod.name}_${pod.namespace}(${pod.uid})`;
}

export function isTerminal(phase: PodStatus['phase']): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
