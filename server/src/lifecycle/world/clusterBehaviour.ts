/** How what is around a pod behaves in a scenario: volumes, network, nodes. */
import type { Fault } from './containerBehaviour.ts';

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
  /** When it leaves the cluster: its machine is switched off, and the pod garbage collector deletes the pods on it. */
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
