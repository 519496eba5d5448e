/** How much of what a Job asks for and allows. Upstream: `pkg/controller/job/job_controller.go`. */
import { jobDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { JobSpec } from '../../kubernetes/workloadSpec.ts';

/** A Job that says neither how many pods must succeed nor how many run at once needs one. */
export function jobCompletions({ completions, parallelism }: JobSpec): number | undefined {
  return completions ?? (parallelism === undefined ? 1 : undefined);
}

/** How many pods may fail; no limit for all together where each index has its own. */
export function jobBackoffLimit({ backoffLimit, backoffLimitPerIndex }: JobSpec): number {
  const noLimit = backoffLimitPerIndex === undefined ? jobDefaults.backoffLimit : Number.POSITIVE_INFINITY;
  return backoffLimit ?? noLimit;
}

/** Such a Job is none of this controller's business. Upstream: `controllerName`. */
export function isManagedElsewhere({ managedBy }: JobSpec): boolean {
  return managedBy !== undefined && managedBy !== 'kubernetes.io/job-controller';
}

/**
 * With restartPolicy OnFailure the limit is reached one failure earlier than with Never.
 * Upstream: `pastBackoffLimitOnFailure`.
 */
export function isPastBackoffLimitOnFailure(restarts: number, backoffLimit: number): boolean {
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

/** How many pods are to run, given how many do and how many have succeeded. Upstream: `manageJob`. */
export function podsWanted(spec: JobSpec, active: number, succeeded: number): number {
  const { parallelism = jobDefaults.parallelism } = spec;
  const completions = jobCompletions(spec);
  if (completions !== undefined) return Math.max(0, Math.min(completions - succeeded, parallelism));
  return succeeded > 0 ? active : parallelism;
}
