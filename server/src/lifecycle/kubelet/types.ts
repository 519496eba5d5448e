import type { Pod } from '../../kubernetes/pod.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause, ContainerStatus, PodStatus } from '../trace.ts';

/** A container as the runtime reports it. Never changed: a new state is a new record. */
export interface ContainerRecord {
  readonly id: string;
  readonly name: string;
  /** Which run of the container: 0 is the first. */
  readonly instance: number;
  readonly restartCount: number;
  readonly sandboxId: string;
  readonly state: 'created' | 'running' | 'exited';
  readonly createdAt: Instant;
  /** Absent until the process runs; it never does when it cannot be started. */
  readonly startedAt?: Instant;
  readonly finishedAt: Instant;
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string | undefined;
  /** What brought the container into this state. */
  readonly cause: Cause;
}

export interface SandboxRecord {
  readonly id: string;
  readonly attempt: number;
  readonly state: 'ready' | 'notReady';
  readonly cause: Cause;
}

/** Everything the runtime knows of the pod at one moment, newest first. Upstream: `kubecontainer.PodStatus`. */
export interface RuntimeStatus {
  readonly containers: readonly ContainerRecord[];
  readonly sandboxes: readonly SandboxRecord[];
}

export const emptyRuntimeStatus: RuntimeStatus = { containers: [], sandboxes: [] };

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

export function findContainer(status: RuntimeStatus, name: string): ContainerRecord | undefined {
  return status.containers.find((container) => container.name === name);
}

export function isTerminal(phase: PodStatus['phase']): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
