/**
 * What a Job's fields mean to a release: one whose feature gate is off drops them from Jobs. The template of a CronJob is
 * judged with them all the same. Upstream: `dropDisabledFields` in `pkg/registry/batch/job/strategy.go`.
 */
import type { Workload } from '../../manifest/workload.ts';
import { compareReleases } from '../../schema/release.ts';

/** `backoffLimitPerIndex`, `maxFailedIndexes` and the action FailIndex. Upstream: JobBackoffLimitPerIndex. */
export function hasBackoffLimitPerIndex(workload: Workload, kubernetes: string): boolean {
  return isOn(workload, kubernetes, '1.29', '1.28');
}

/** Upstream: JobPodReplacementPolicy. */
export function hasPodReplacementPolicy(workload: Workload, kubernetes: string): boolean {
  return isOn(workload, kubernetes, '1.29', '1.28');
}

/** Upstream: JobSuccessPolicy. */
export function hasSuccessPolicy(workload: Workload, kubernetes: string): boolean {
  return isOn(workload, kubernetes, '1.31', '1.30');
}

function isOn({ kind }: Workload, kubernetes: string, since: string, knownSince: string): boolean {
  return compareReleases(kubernetes, kind.kind === 'CronJob' ? knownSince : since) >= 0;
}
