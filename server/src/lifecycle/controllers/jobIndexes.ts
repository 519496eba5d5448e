/** The completion indexes of an Indexed Job. Upstream: `pkg/controller/job/indexed_job_utils.go`, `success_policy.go`. */

import type { SuccessPolicy } from '../../kubernetes/workloadSpec.ts';
import type { Instant, Span } from '../kernel/time.ts';
import type { WorkloadPod } from '../workload/workloadPods.ts';
import { remainingBackOff } from './jobBackOff.ts';

/** `0,2-4`. Upstream: `orderedIntervals.String`. */
export function formatIndexes(indexes: readonly number[]): string {
  const intervals: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = intervals.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else intervals.push([index, index]);
  }
  return intervals
    .map(([first, last]) =>
      first === last ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`,
    )
    .join(',');
}

/** The inverse; indexes from `completions` on are left out, and so is what is no index. */
export function parseIndexes(text: string, completions: number): number[] {
  return text.split(',').flatMap((part) => {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined) return [];
    const end = Math.min(Number(last ?? first), completions - 1);
    return Array.from({ length: Math.max(0, end - Number(first) + 1) }, (_, n) => Number(first) + n);
  });
}

/** Why the Job is done although not all indexes have succeeded. Upstream: `matchSuccessPolicy`. */
export function matchSuccessPolicy(
  policy: SuccessPolicy | undefined,
  succeeded: ReadonlySet<number>,
  completions: number,
): string | undefined {
  if (succeeded.size === 0) return undefined;
  const index = (policy?.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && succeeded.size >= succeededCount;
    const required = parseIndexes(succeededIndexes, completions);
    const met = required.filter((own) => succeeded.has(own)).length;
    return required.length > 0 && met >= (succeededCount ?? required.length);
  });
  return index < 0 ? undefined : `Matched rules at index ${index}`;
}

interface Failures {
  /** Those that count against `backoffLimitPerIndex`. */
  readonly counted: number;
  readonly ignored: number;
}

/** How often each index has failed: upstream, each pod has its index' failures before it in its annotations. */
export class IndexFailures {
  readonly #before = new Map<WorkloadPod, Failures>();

  /** A pod is made, for the first time or instead of one that failed. */
  created(pod: WorkloadPod, replaced: WorkloadPod | undefined, replacedCounts: boolean): void {
    const { counted, ignored } = this.#of(replaced);
    if (replaced === undefined) return;
    this.#before.set(pod, replacedCounts ? { counted: counted + 1, ignored } : { counted, ignored: ignored + 1 });
  }

  /** Whether one more failure is too many for the pod's index. Upstream: `isIndexFailed`. */
  isPastLimit(pod: WorkloadPod, limit: number): boolean {
    return this.#of(pod).counted >= limit;
  }

  /** How long the replacement of a failed pod has to wait. Upstream: `getRemainingTimePerIndex`. */
  remaining(failed: WorkloadPod | undefined, failedAt: Instant, now: Instant): Span {
    if (failed === undefined) return 0;
    const { counted, ignored } = this.#of(failed);
    return remainingBackOff({ failuresAfterLastSuccess: counted + ignored + 1, lastFailureAt: failedAt }, now);
  }

  #of(pod: WorkloadPod | undefined): Failures {
    return (pod && this.#before.get(pod)) ?? { counted: 0, ignored: 0 };
  }
}
