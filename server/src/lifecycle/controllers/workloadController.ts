import type { Revision } from '../trace/rolloutTrace.ts';
import type { SpecChange, Template } from '../workload/workload.ts';

/**
 * Whether a change leaves a spec as it is: then the API server stores nothing, and its generation stays.
 * @param defaults what the API server fills in
 */
export function changesNothing(spec: object, change: SpecChange, defaults: object): boolean {
  const before: Readonly<Record<string, unknown>> = { paused: false, suspend: false, ...defaults, ...spec };
  return Object.entries(change).every(([field, value]) => JSON.stringify(before[field]) === JSON.stringify(value));
}

/** The controller of one workload. */
export interface WorkloadController {
  /** Pods that are asked for; of a Job, how many must succeed. */
  readonly desired: number;
  /** Raised by whatever changes its spec. */
  readonly generation: number;
  /** Whether nothing is left to do: what is asked for is there, or a Job has ended. */
  readonly isFinished: boolean;
  /** The workload is created, or its pod template changes. */
  apply(revision: Revision, template: Template): void;
  /** Somebody changes other fields of its spec. */
  change(spec: SpecChange): void;
}
