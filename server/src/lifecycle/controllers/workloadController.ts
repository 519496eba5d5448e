import type { Revision } from '../trace/rolloutTrace.ts';
import type { Template } from '../workload/workload.ts';

/** The controller of one workload. */
export interface WorkloadController {
  /** Pods that are asked for; of a Job, how many must succeed. */
  readonly desired: number;
  /** Whether nothing is left to do: what is asked for is there, or a Job has ended. */
  readonly isFinished: boolean;
  /** The workload is created, or its pod template changes. */
  apply(revision: Revision, template: Template): void;
}
