import type { JobSpec } from '../../kubernetes/workloadSpec.ts';
import type { Instant, Span } from '../kernel/time.ts';
import type { JobStatus, WorkloadCondition } from '../trace/rolloutTrace.ts';
import type { WorkloadPod } from '../workload/workloadPods.ts';
import { finishedAt } from './jobBackOff.ts';
import { failureTarget, successCriteriaMet } from './jobConditions.ts';
import { formatIndexes, IndexFailures, matchSuccessPolicy } from './jobIndexes.ts';
import type { PodFailureVerdict } from './jobPodFailurePolicy.ts';

/** What a Job's controller makes of a failed pod. */
type Judge = (pod: WorkloadPod) => PodFailureVerdict;

/**
 * The indexes of an Indexed Job: which have succeeded or failed, and which of them get a pod next.
 * Upstream: `pkg/controller/job/indexed_job_utils.go`, `success_policy.go`.
 */
export class IndexedJob {
  readonly #spec: JobSpec;
  readonly #completions: number;
  readonly #verdict: Judge;
  readonly #limitPerIndex: number | undefined;
  readonly #failures = new IndexFailures();
  readonly #succeeded = new Set<number>();
  readonly #failed = new Set<number>();

  constructor(spec: JobSpec, completions: number, verdict: Judge) {
    this.#spec = spec;
    this.#completions = completions;
    this.#verdict = verdict;
    this.#limitPerIndex = spec.backoffLimitPerIndex;
  }

  /** Whether each index has its own limit and its own back-off. */
  get hasLimitPerIndex(): boolean {
    return this.#limitPerIndex !== undefined;
  }

  get succeeded(): number {
    return this.#succeeded.size;
  }

  get status(): Pick<JobStatus, 'completedIndexes' | 'failedIndexes'> {
    return {
      completedIndexes: formatIndexes([...this.#succeeded]),
      ...(this.hasLimitPerIndex ? { failedIndexes: formatIndexes([...this.#failed]) } : {}),
    };
  }

  seeSucceeded(pods: readonly WorkloadPod[]): void {
    for (const { index } of pods) if (index !== undefined) this.#succeeded.add(index);
  }

  /** Upstream: `calculateFailedIndexes`. */
  seeFailed(pods: readonly WorkloadPod[]): void {
    if (this.#limitPerIndex === undefined) return;
    for (const pod of pods) {
      const { counts, failIndex } = this.#verdict(pod);
      const isPast = counts && this.#failures.isPastLimit(pod, this.#limitPerIndex);
      if (pod.index !== undefined && (failIndex || isPast)) this.#failed.add(pod.index);
    }
  }

  /** Why the Job ends for what became of its indexes. */
  end(): WorkloadCondition | undefined {
    const { maxFailedIndexes, successPolicy } = this.#spec;
    const failed = this.#failed.size;
    if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
      const message = 'Job has exceeded the specified maximal number of failed indexes';
      return failureTarget('MaxFailedIndexesExceeded', message);
    }
    if (failed > 0 && failed + this.#succeeded.size >= this.#completions) {
      return failureTarget('FailedIndexes', 'Job has failed indexes');
    }
    const message = matchSuccessPolicy(successPolicy, this.#succeeded, this.#completions);
    return message === undefined ? undefined : successCriteriaMet('SuccessPolicy', message);
  }

  /**
   * With a limit per index: the failed pods that are to be replaced, by index. They are counted when they are.
   * Upstream: `getPodsWithDelayedDeletionPerIndex`.
   */
  delayedPods(newFailed: readonly WorkloadPod[], active: readonly WorkloadPod[]): ReadonlyMap<number, WorkloadPod> {
    const delayed = new Map<number, WorkloadPod>();
    if (!this.hasLimitPerIndex) return delayed;
    const taken = new Set(active.map(({ index }) => index));
    for (const pod of newFailed) {
      const { index } = pod;
      if (index !== undefined && !taken.has(index) && !this.#isOver(index)) delayed.set(index, pod);
    }
    return delayed;
  }

  /** The first indexes that need a pod. Upstream: `firstPendingIndexes`. */
  pending(taken: readonly WorkloadPod[], count: number): number[] {
    const busy = new Set(taken.map(({ index }) => index));
    const pending: number[] = [];
    for (let index = 0; index < this.#completions && pending.length < count; index++) {
      if (!busy.has(index) && !this.#isOver(index)) pending.push(index);
    }
    return pending;
  }

  #isOver(index: number): boolean {
    return this.#succeeded.has(index) || this.#failed.has(index);
  }

  /** How long the replacement of a failed pod has to wait. */
  backOff(failed: WorkloadPod | undefined, now: Instant): Span {
    return failed === undefined ? 0 : this.#failures.remaining(failed, finishedAt(failed), now);
  }

  created(pod: WorkloadPod, replaced: WorkloadPod | undefined): void {
    this.#failures.created(pod, replaced, replaced !== undefined && this.#verdict(replaced).counts);
  }
}
