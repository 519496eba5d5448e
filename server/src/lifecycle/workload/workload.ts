import type { Pod } from '../../kubernetes/pod.ts';
import type { Scenario } from '../world/scenario.ts';

/** A pod template and how the world treats the pods that are made of it. */
export interface Template {
  readonly pod: Pod;
  readonly scenario: Scenario;
}

interface WorkloadBase {
  readonly name: string;
  readonly namespace: string;
}

/** What of a workload's spec decides how its pods come and go; absent fields have the API server's defaults. */
export type RolloutWorkload = DeploymentWorkload | StatefulSetWorkload | JobWorkload;

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
  readonly podReplacementPolicy?: 'TerminatingOrFailed' | 'Failed';
  readonly podFailurePolicy?: PodFailurePolicy;
  /** Of an Indexed Job, like the next two. */
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly successPolicy?: SuccessPolicy;
}

/** What of a spec can be changed while the workload runs; what a kind does not have is not heeded. */
export interface SpecChange {
  readonly replicas?: number;
  readonly paused?: boolean;
  readonly progressDeadlineSeconds?: number;
  readonly strategy?: NonNullable<DeploymentSpec['strategy']>;
  readonly updateStrategy?: NonNullable<StatefulSetSpec['updateStrategy']>;
  readonly suspend?: boolean;
  readonly parallelism?: number;
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
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
