import type { Pod } from '../../kubernetes/pod.ts';
import type { DaemonSetSpec, DeploymentSpec, StatefulSetSpec } from '../../kubernetes/workloadSpec.ts';
import type { Scenario } from '../world/scenario.ts';

/** A pod template and how the world treats the pods that are made of it. */
export interface Template {
  readonly pod: Pod;
  readonly scenario: Scenario;
}

/** What of a spec can be changed while the workload runs; what a kind does not have is not heeded. */
export interface SpecChange {
  readonly replicas?: number;
  readonly paused?: boolean;
  readonly progressDeadlineSeconds?: number;
  readonly strategy?: NonNullable<DeploymentSpec['strategy']>;
  readonly updateStrategy?: NonNullable<StatefulSetSpec['updateStrategy'] | DaemonSetSpec['updateStrategy']>;
  readonly suspend?: boolean;
  readonly parallelism?: number;
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
}
