import type { Requests } from './requests.ts';
import type { KubernetesEvent } from './trace.ts';

/**
 * What the simulation of a whole workload leaves behind: a versioned document like the trace of a single pod. The same
 * workload, scenarios and engine version give the same bytes everywhere.
 */
export interface RolloutTrace {
  readonly version: 2;
  readonly kind: RolloutKind;
  readonly name: string;
  readonly namespace: string;
  /** Minor release whose behaviour was simulated, e.g. `1.34`. */
  readonly kubernetes: string;
  /** Names of the scenarios of the new pods and, in an update, of the old ones. */
  readonly scenario: { readonly new: string; readonly old?: string };
  /** Pods that the workload asks for in the end; of a Job, how many must succeed. */
  readonly desired: number;
  /**
   * When the workload was created. Time 0 is the update of its pod template, or its creation where nothing is updated;
   * in an update this is therefore negative.
   */
  readonly createdAtMs: number;
  readonly pods: readonly RolloutPod[];
  /** Of a DaemonSet: how many nodes it is given, where the scenario has none. */
  readonly assumedNodes?: number;
  /** Ordered by time; `seq` is the index in this list. */
  readonly entries: readonly RolloutEntry[];
  /** What becomes of the requests to the Service of the pods, where there are any. */
  readonly requests?: Requests;
  readonly endMs: number;
  /** Set when a limit stopped the simulation before its time was up. */
  readonly truncated?: { readonly limit: 'entries' | 'events'; readonly atMs: number };
}

export type RolloutKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet' | 'ReplicationController' | 'Job';

export interface RolloutPod {
  readonly name: string;
  readonly revision: Revision;
  readonly createdAtMs: number;
  readonly deletedAtMs?: number;
  readonly goneAtMs?: number;
}

/** Which pod template a pod is made of: that before the update, that of the update, or one that came later: the first, the second and so on. */
export type Revision = 'old' | 'new' | LaterRevision;
export type LaterRevision = 'next' | `next${number}`;

export type RolloutSource =
  | 'user'
  | 'deployment'
  | 'replicaset'
  | 'replicationcontroller'
  | 'statefulset'
  | 'daemonset'
  | 'job'
  | 'endpointslice'
  | 'pod';

interface EntryBase {
  readonly seq: number;
  readonly atMs: number;
  readonly source: RolloutSource;
  /** `deployment/web`, `replicaset/web-5d9c…`, `pod/web-0`, as `kubectl` names it. */
  readonly object: string;
  readonly cause: RolloutCause;
  /** Fields of the workload that had a say in it, e.g. `spec.strategy.rollingUpdate.maxSurge`. */
  readonly fields?: readonly string[];
}

export type RolloutCause =
  /** An earlier entry, by its `seq`. */
  | { readonly entry: number }
  /** A field of the workload. */
  | { readonly field: string }
  /** A line of the scenario of the new pods, e.g. `delete.atSeconds`. */
  | { readonly scenario: string };

export type RolloutEntry =
  | (EntryBase & { readonly kind: 'workload' } & WorkloadChange)
  | (EntryBase & { readonly kind: 'scale'; readonly scale: Scale })
  | (EntryBase & { readonly kind: 'pod'; readonly pod: PodChange })
  | (EntryBase & { readonly kind: 'event'; readonly event: KubernetesEvent })
  | (EntryBase & { readonly kind: 'condition'; readonly condition: WorkloadCondition })
  | (EntryBase & { readonly kind: 'status'; readonly status: WorkloadStatus })
  | (EntryBase & { readonly kind: 'endpoints'; readonly endpoints: EndpointCounts });

export interface WorkloadChange {
  /** `reverted`: the template before the update is applied again; `changed`: another field, which `fields` names. */
  readonly change: 'created' | 'updated' | 'reverted' | 'updatedAgain' | 'changed';
  /** The template that it has from now on, where that is another one. */
  readonly revision?: Revision;
  /** Of the workload from now on; what leaves it as it is does not raise it. */
  readonly generation: number;
  /** Pods that it asks for from now on. */
  readonly desired: number;
}

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly revision: Revision;
}

export interface PodChange {
  readonly revision: Revision;
  readonly change:
    | 'created'
    | 'ready'
    | 'notReady'
    | 'available'
    | 'restarted'
    | 'succeeded'
    | 'failed'
    | 'terminating'
    | 'gone';
  /** The entry of the pod's own trace that it stands for. */
  readonly seq?: number;
}

export interface WorkloadCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** How many of the pods are endpoints of the Services that select them. */
export interface EndpointCounts {
  readonly ready: number;
  readonly serving: number;
  readonly terminating: number;
}

export type WorkloadStatus =
  | ({ readonly kind: 'Deployment' } & DeploymentStatus)
  | ({ readonly kind: 'StatefulSet' } & StatefulSetStatus)
  | ({ readonly kind: 'DaemonSet' } & DaemonSetStatus)
  | ({ readonly kind: 'ReplicaSet' | 'ReplicationController' } & ReplicaSetStatus)
  | ({ readonly kind: 'Job' } & JobStatus);

export interface DeploymentStatus {
  /** Generation of the workload that the controller has seen: 1 when created, 2 when updated. */
  readonly observedGeneration: number;
  readonly replicas: number;
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
}

export interface StatefulSetStatus extends DeploymentStatus {
  readonly currentReplicas: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
}

/** Numbers of nodes; of several pods on a node, the oldest one counts. */
export interface DaemonSetStatus {
  readonly observedGeneration: number;
  /** Nodes that take a pod of it. */
  readonly desiredNumberScheduled: number;
  readonly currentNumberScheduled: number;
  /** Nodes that have a pod and should not. */
  readonly numberMisscheduled: number;
  readonly numberReady: number;
  readonly updatedNumberScheduled: number;
  readonly numberAvailable: number;
}

/** Says nothing of templates: a ReplicaSet replaces no pods. */
export interface ReplicaSetStatus {
  readonly observedGeneration: number;
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
}

export interface JobStatus {
  readonly active: number;
  readonly ready: number;
  readonly terminating: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Of an Indexed Job, e.g. `0,2-4`. */
  readonly completedIndexes?: string;
  /** Of one with `backoffLimitPerIndex`. */
  readonly failedIndexes?: string;
}
