/** Workloads as plain values: what of them decides how their pods come and go. */

interface WorkloadBase {
  readonly name: string;
  readonly namespace: string;
}

/** What of a workload's spec decides how its pods come and go; absent fields have the API server's defaults. */
export type RolloutWorkload =
  | DeploymentWorkload
  | StatefulSetWorkload
  | DaemonSetWorkload
  | ReplicaSetWorkload
  | JobWorkload;

/** A number of pods, or a percentage of them. */
export type IntOrPercent = number | string;

export interface DeploymentWorkload extends WorkloadBase {
  readonly kind: 'Deployment';
  readonly spec: DeploymentSpec;
}

export interface DeploymentSpec {
  readonly replicas?: number;
  readonly strategy?: {
    readonly type?: 'RollingUpdate' | 'Recreate';
    readonly rollingUpdate?: { readonly maxSurge?: IntOrPercent; readonly maxUnavailable?: IntOrPercent };
  };
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
  readonly paused?: boolean;
}

export interface StatefulSetWorkload extends WorkloadBase {
  readonly kind: 'StatefulSet';
  readonly spec: StatefulSetSpec;
}

export interface StatefulSetSpec {
  readonly replicas?: number;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly updateStrategy?: {
    readonly type?: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: { readonly partition?: number; readonly maxUnavailable?: IntOrPercent };
  };
  readonly minReadySeconds?: number;
  readonly ordinals?: { readonly start?: number };
}

export interface DaemonSetWorkload extends WorkloadBase {
  readonly kind: 'DaemonSet';
  readonly spec: DaemonSetSpec;
  /** Of its pods; `kubectl get` prints it. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
}

export interface DaemonSetSpec {
  readonly updateStrategy?: {
    readonly type?: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: { readonly maxSurge?: IntOrPercent; readonly maxUnavailable?: IntOrPercent };
  };
  readonly minReadySeconds?: number;
}

/** One that no Deployment has made; the two kinds differ in their names only. */
export interface ReplicaSetWorkload extends WorkloadBase {
  readonly kind: 'ReplicaSet' | 'ReplicationController';
  readonly spec: ReplicaSetSpec;
}

export interface ReplicaSetSpec {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
}

export interface JobWorkload extends WorkloadBase {
  readonly kind: 'Job';
  readonly spec: JobSpec;
}

export interface JobSpec {
  readonly completions?: number;
  readonly parallelism?: number;
  readonly completionMode?: 'NonIndexed' | 'Indexed';
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
  readonly suspend?: boolean;
  readonly managedBy?: string;
  readonly podReplacementPolicy?: 'TerminatingOrFailed' | 'Failed';
  readonly podFailurePolicy?: PodFailurePolicy;
  /** Of an Indexed Job, like the next two. */
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly successPolicy?: SuccessPolicy;
}

/** What of a CronJob decides which Jobs it makes, and when. */
export interface CronJobWorkload extends WorkloadBase {
  readonly spec: CronJobSpec;
  /** Of the Jobs that it makes. */
  readonly job: JobSpec;
}

export interface CronJobSpec {
  readonly schedule: string;
  readonly timeZone?: string;
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  readonly startingDeadlineSeconds?: number;
  readonly suspend?: boolean;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
}

export interface SuccessPolicy {
  readonly rules: readonly { readonly succeededIndexes?: string; readonly succeededCount?: number }[];
}

export interface PodFailurePolicy {
  readonly rules: readonly PodFailurePolicyRule[];
}

export interface PodFailurePolicyRule {
  readonly action: 'FailJob' | 'FailIndex' | 'Ignore' | 'Count';
  readonly onExitCodes?: {
    readonly containerName?: string;
    readonly operator: 'In' | 'NotIn';
    readonly values: readonly number[];
  };
  readonly onPodConditions?: readonly { readonly type: string; readonly status: string }[];
}
