import type { PodSpecChange } from '../trace/trace.ts';
import type {
  Eviction,
  NetworkBehaviour,
  NodeBehaviour,
  SchedulingBehaviour,
  VolumeBehaviour,
} from './clusterBehaviour.ts';
import type { ContainerBehaviour, Fault } from './containerBehaviour.ts';
import type { Expectations } from './expectations.ts';
import type { ResourceQuota } from './resourceQuota.ts';
import type { Traffic } from './traffic.ts';

/**
 * How the world behaves: what a container's process, its probes' targets, its hooks, the image registry and the cluster
 * do. Never what Kubernetes does about it. Times are seconds; a container's own times count from its start.
 */
export interface Scenario {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Draws the kubelet's jittered waits again for each number; without it they are in the middle of what is possible. */
  readonly seed?: number;
  /** By container name; a container that is not listed runs without end and answers every probe. */
  readonly containers?: Readonly<Record<string, ContainerBehaviour>>;
  /** In a rollout, pods that behave in another way. If a pod fits several entries, the first one counts. */
  readonly pods?: readonly PodCase[];
  /** In the schedule of a CronJob, Jobs whose containers behave in another way. */
  readonly jobs?: readonly JobCase[];
  /** Names of the pod's `imagePullSecrets` that the namespace does not have. */
  readonly missingPullSecrets?: readonly string[];
  /** The pod's sandbox, with its network, cannot be made. */
  readonly sandboxError?: Fault;
  /** When the pod's sandbox dies, e.g. since its pause process is killed; from the pod's creation. */
  readonly sandboxLostAtSeconds?: number;
  readonly network?: NetworkBehaviour;
  /** By name of the pod's volume; one that is not listed is attached and mounted at once. */
  readonly volumes?: Readonly<Record<string, VolumeBehaviour>>;
  readonly node?: NodeBehaviour;
  readonly scheduling?: SchedulingBehaviour;
  readonly delete?: Deletion;
  /** What is changed later in a rollout, in order of time; heeded in the scenario of the new pods. */
  readonly then?: readonly LaterChange[];
  /** ResourceQuotas of the workload's namespace, heeded in a rollout. */
  readonly quotas?: readonly ResourceQuota[];
  readonly evict?: Eviction;
  /** What somebody changes in the pod itself, in order of time. */
  readonly changes?: readonly PodChange[];
  /** Conditions that someone else sets on the pod, e.g. those of its readiness gates. */
  readonly conditions?: readonly ConditionChange[];
  /** What clients send to the Service; what is not set is as in `defaultTraffic`. */
  readonly traffic?: Partial<Omit<Traffic, 'isAssumed'>>;
  /** What must come true under all this, so that the scenario is a test. */
  readonly expect?: Expectations;
}

/** Pods of a rollout whose containers behave otherwise. */
export interface PodCase {
  /** The ordinal of a StatefulSet's pods, the completion index of an Indexed Job's, the number of a DaemonSet's node; all that are odd or even. */
  readonly index?: number;
  readonly indexes?: 'odd' | 'even';
  /** Which one it is of the pods that are made: 1 is the first, with `index` the first of that index. */
  readonly nth?: number;
  /** By container name; one that is not listed behaves as in the other pods. */
  readonly containers: Readonly<Record<string, ContainerBehaviour>>;
}

/** A Job of a CronJob whose containers behave otherwise. */
export interface JobCase {
  /** Which one it is of the Jobs that are made: 1 is the first. */
  readonly nth: number;
  readonly containers: Readonly<Record<string, ContainerBehaviour>>;
}

export interface Deletion {
  readonly atSeconds: number;
  /** Instead of the pod's own `terminationGracePeriodSeconds`; 0 is a forced deletion. */
  readonly gracePeriodSeconds?: number;
  /** By the eviction API, as `kubectl drain` does. */
  readonly byEviction?: boolean;
  /** Until when a finalizer keeps the pod's object, from the pod's creation; the containers are stopped all the same. */
  readonly finalizerUntilSeconds?: number;
}

/** Somebody changes what may be changed in a pod that is there. */
export interface PodChange extends PodSpecChange {
  /** Counted from the pod's creation. */
  readonly atSeconds: number;
}

export interface ConditionChange {
  readonly atSeconds: number;
  readonly type: string;
  /** True by default. */
  readonly status?: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

/** What somebody does to a workload while its rollout is under way, or stuck. */
export interface LaterChange {
  /** Counted from the update; where nothing is updated, from the creation. */
  readonly atSeconds: number;
  /** The pod template before the update is applied again, as `kubectl rollout undo` does. */
  readonly revert?: boolean;
  /** Another pod template is applied, e.g. a corrected one. */
  readonly update?: { readonly containers?: Readonly<Record<string, ContainerBehaviour>> };
  readonly replicas?: number;
  /** Of a Deployment. */
  readonly paused?: boolean;
  readonly progressDeadlineSeconds?: number;
  /** Of a StatefulSet's rolling update. */
  readonly partition?: number;
  /** Of a Job, like those below. */
  readonly suspend?: boolean;
  readonly parallelism?: number;
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
  /** Pods that are deleted: all that are not ready, those of one template, all, or one by its name. */
  readonly deletePods?: string;
}
