import type { ProbeAnswerResult } from '../trace/worldFact.ts';
import type { Expectations } from './expectations.ts';
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
  readonly evict?: Eviction;
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

export interface ContainerBehaviour {
  readonly image?: ImageBehaviour;
  /** The container's configuration cannot be made, e.g. a ConfigMap is missing. */
  readonly configError?: Fault;
  /** When the container is removed without the kubelet (`crictl rm --force`); from the pod's creation. */
  readonly removedAtSeconds?: number;
  /** The runtime refuses to create the container. */
  readonly createError?: Fault;
  /** The container is created but its process cannot be started, e.g. the executable does not exist. */
  readonly startError?: Fault;
  /** A hook of the kubelet itself fails between creation and start, e.g. no CPUs can be assigned. */
  readonly preStartError?: Fault;
  /** How long after each start nothing answers yet. */
  readonly startupSeconds?: number;
  /** What happens in each run, in order of time. */
  readonly happenings?: readonly Happening[];
  /** One script per run of the container; the last one repeats. */
  readonly runs?: readonly Run[];
  /**
   * What the probes of one type meet, by time since the run started, whatever else happens; each answer holds until the
   * next one's time.
   */
  readonly probes?: Readonly<Partial<Record<'liveness' | 'readiness' | 'startup', readonly ProbeAnswer[]>>>;
  readonly hooks?: Readonly<Partial<Record<'postStart' | 'preStop', HookBehaviour>>>;
}

/**
 * Whose time a happening is on: the container's, which begins with each run, the world's, which runs on, or that of
 * SIGTERM, which begins when the kubelet asks a run to stop.
 */
export const happeningClocks = ['container', 'scenario', 'sigterm'] as const;
export type HappeningClock = (typeof happeningClocks)[number];

/** Something that changes in a container or around it, or ends it. */
export interface Happening {
  /** Counted from the start of the run, or on the scenario's clock. */
  readonly atSeconds: number;
  /**
   * `container` by default. `scenario`: a dependency's outage, which a restart does not begin again and which all pods of
   * a rollout see at the same time. Counted from the pod's creation, in a rollout from the update. `sigterm`: what a
   * process does when it is asked to stop; without any such thing it takes no new request from then on.
   */
  readonly clock?: HappeningClock;
  /** How probes are answered from now on; `success` is a recovery. */
  readonly answers?: ProbeAnswer['result'];
  /** How long an answer takes. */
  readonly seconds?: number;
  readonly statusCode?: number;
  /** Where an HTTP answer sends the probe first. */
  readonly redirectsTo?: string;
  readonly output?: string;
  /** Only probes of this type meet it. */
  readonly probe?: 'liveness' | 'readiness' | 'startup';
  /** Only probes that go to this port, by number or name, meet it. */
  readonly port?: number | string;
  /** Only HTTP probes of this path meet it. */
  readonly path?: string;
  /** The process ends with this exit code. */
  readonly exitCode?: number;
  /** The process is killed for using too much memory. */
  readonly oomKilled?: boolean;
}

export interface ImageBehaviour {
  /** Whether the node has the image before the pod arrives; the default. */
  readonly present?: boolean;
  /**
   * Whether the pod may use the image that the node has; the default. It may not where the kubelet pulled it with a
   * secret that the pod does not have (gate KubeletEnsureSecretPulledImages).
   */
  readonly accessible?: boolean;
  readonly pullSeconds?: number;
  /** How long a pull waits for those of other pods first (`serializeImagePulls`, `maxParallelImagePulls`). */
  readonly queueSeconds?: number;
  /** The registry's or runtime's words; a pull fails with it. */
  readonly error?: string;
  /** Counted from the pod's creation; without it the error stays. */
  readonly errorUntilSeconds?: number;
  /** The image service fails to tell whether the image is there. */
  readonly inspectError?: string;
  readonly sizeBytes?: number;
}

export interface VolumeBehaviour {
  /** It is attached to another node, and can be attached to one at a time only. */
  readonly attachedElsewhere?: {
    /** The pod that uses it there. */
    readonly pod?: string;
    /** Until when; counted from the pod's creation. */
    readonly untilSeconds?: number;
  };
  /** It cannot be attached, in the storage system's words. */
  readonly attachError?: Fault;
  /** It cannot be mounted, e.g. `configmap "web" not found`. */
  readonly mountError?: Fault;
}

/** Something that fails, for ever or for a while after the pod's creation. */
export interface Fault {
  readonly message: string;
  readonly untilSeconds?: number;
}

export interface Run {
  /** Without it the process runs until it is stopped. */
  readonly exitAfterSeconds?: number;
  readonly exitCode?: number;
  /** The runtime's reason, e.g. `OOMKilled`; by default `Completed` or `Error`. */
  readonly reason?: string;
  readonly message?: string;
  /** The process survives SIGTERM until SIGKILL. */
  readonly ignoreSigterm?: boolean;
  /** How long the process needs to end after SIGTERM. */
  readonly sigtermSeconds?: number;
  readonly sigtermExitCode?: number;
}

export interface ProbeAnswer {
  readonly fromSeconds: number;
  readonly result: ProbeAnswerResult;
  /** How long the answer takes. */
  readonly seconds?: number;
  /** Status code of an HTTP answer, which decides whether it is good; 200 or 503 by default. */
  readonly statusCode?: number;
  /**
   * Where an HTTP answer sends the probe first. On the same host it follows, so that `result` is what it meets there;
   * to another host it does not, and takes that for a success.
   */
  readonly redirectsTo?: string;
  /** The prober's message, instead of the usual one of the handler. */
  readonly output?: string;
}

export interface HookBehaviour {
  readonly seconds?: number;
  /** An HTTP hook fails only when nothing answers: any answer, even 500, is a success. */
  readonly fail?: boolean;
  /** What the hook printed, or why nothing answered. */
  readonly output?: string;
  /** What answers the hook speaks HTTP although it is called by HTTPS. */
  readonly plainHttp?: boolean;
}

export interface NetworkBehaviour {
  /** When the plugin stops working, from the pod's creation; by default it does not work from before. */
  readonly notReadyAtSeconds?: number;
  /** Counted from the pod's creation. */
  readonly notReadyUntilSeconds?: number;
}

export interface NodeBehaviour {
  /** The node loses its connection to the control plane; its containers run on. Counted from the pod's creation. */
  readonly lostAtSeconds?: number;
  readonly backAtSeconds?: number;
  /**
   * When its kubelet is started again, from the pod's creation. Containers run on; what the kubelet had in mind, such as
   * the results of probes and back-offs, is lost.
   */
  readonly kubeletRestartsAtSeconds?: number;
  /** When it is rebooted, from the pod's creation: all processes end, and its kubelet starts again. It is away for a moment. */
  readonly rebootsAtSeconds?: number;
  /** When the container runtime stops answering, from the pod's creation; by default with the pod's arrival. */
  readonly runtimeDownAtSeconds?: number;
  /** When it answers again; counted from the pod's creation. */
  readonly runtimeDownUntilSeconds?: number;
  /** How its kubelet is configured to wait between restarts in a crash loop. */
  readonly crashLoopBackOff?: CrashLoopBackOff;
  /** Whose ways the control plane has with lost nodes; today's by default. */
  readonly controlPlane?: ControlPlane;
}

export interface CrashLoopBackOff {
  /** The longest wait, `crashLoopBackOff.maxContainerRestartPeriod` of the kubelet's configuration; 300 s by default. */
  readonly maxSeconds?: number;
  /** Feature gate ReduceDefaultCrashLoopBackOffDecay: waits begin at 1 s and end at 60 s. */
  readonly reducedDecay?: boolean;
}

/**
 * `before-1.13` deletes the pods of a lost node with the reason `NodeLost`, `before-1.0` shows them in phase `Unknown`.
 */
export const controlPlanes = ['today', 'before-1.13', 'before-1.0'] as const;
export type ControlPlane = (typeof controlPlanes)[number];

export interface SchedulingBehaviour {
  /** No node fits before; counted from the pod's creation. */
  readonly unschedulableUntilSeconds?: number;
  /** Why no node fits before, as the scheduler words it. */
  readonly message?: string;
  /** When the pod's scheduling gates are removed; a gate that is not listed stays. */
  readonly gates?: readonly GateRemoval[];
  /** The cluster's nodes; without them there is one that fits every pod. */
  readonly nodes?: readonly ClusterNode[];
}

export interface GateRemoval {
  readonly name: string;
  /** Counted from the pod's creation. */
  readonly removedAtSeconds: number;
}

/** What of a node the scheduler looks at. */
export interface NodeProperties {
  /** What pods may ask for in sum, e.g. `cpu: 2`, `memory: 4Gi`, `pods: 110`; what is not listed is not limited. */
  readonly allocatable?: Quantities;
  /** What the other pods of the node request together; `pods` is their number. */
  readonly requested?: Quantities;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  /** Whether the node is cordoned. */
  readonly unschedulable?: boolean;
  /** Ports of the node that other pods have taken. */
  readonly hostPorts?: readonly HostPort[];
}

export type Quantities = Readonly<Record<string, string | number>>;

export interface ClusterNode extends NodeProperties {
  readonly name: string;
  /** When it joins the cluster, from the pod's creation; by default it is there before. */
  readonly addedAtSeconds?: number;
  /** When it leaves the cluster; pods that have their node by then are not concerned. */
  readonly removedAtSeconds?: number;
  /** What changes, in order of time; what a change does not mention stays. */
  readonly changes?: readonly NodeChange[];
}

export interface NodeChange extends NodeProperties {
  /** Counted from the pod's creation. */
  readonly atSeconds: number;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface HostPort {
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
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

/** The node runs short of something, and its kubelet evicts the pod. */
export interface Eviction {
  readonly atSeconds: number;
  /** What the node is short of, e.g. `memory` or `ephemeral-storage`; memory by default. */
  readonly resource?: string;
  /** What a soft threshold leaves the containers; without it they get next to nothing. */
  readonly gracePeriodSeconds?: number;
  /** The kubelet's message. */
  readonly message?: string;
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
