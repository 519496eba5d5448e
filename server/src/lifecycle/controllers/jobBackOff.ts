/** How long a Job waits before it replaces failed pods. */
import { isSidecar } from '../../kubernetes/pod.ts';
import { fromMs, type Instant, minute, type Span, second } from '../kernel/time.ts';
import type { WorkloadPod } from '../workload/workloadPods.ts';

/** Upstream: `DefaultJobPodFailureBackOff` and `MaxJobPodFailureBackOff` in `pkg/controller/job/job_controller.go`. */
export const jobBackOff = { base: 10 * second, max: 10 * minute } as const;

/** What a Job remembers of its failures. */
export interface BackOffRecord {
  readonly failuresAfterLastSuccess: number;
  readonly lastFailureAt?: Instant;
}

/**
 * The record after pods have ended, given the times when they did; a success forgives what failed before it or at the
 * same time.
 * Upstream: `newBackoffRecord` in `pkg/controller/job/backoff_utils.go`.
 */
export function nextBackOffRecord(
  before: BackOffRecord,
  succeededAt: readonly Instant[],
  failedAt: readonly Instant[],
): BackOffRecord {
  const isForgiven = succeededAt.length > 0;
  const lastSuccess = Math.max(...succeededAt);
  const counting = isForgiven ? failedAt.filter((time) => time > lastSuccess) : failedAt;
  if (counting.length === 0) return isForgiven ? { failuresAfterLastSuccess: 0 } : before;
  return {
    failuresAfterLastSuccess: (isForgiven ? 0 : before.failuresAfterLastSuccess) + counting.length,
    lastFailureAt: Math.max(...counting),
  };
}

/**
 * How long the next pod has to wait still.
 * Upstream: `getRemainingTimeForFailuresCount` in `pkg/controller/job/backoff_utils.go`.
 */
export function remainingBackOff(
  { failuresAfterLastSuccess, lastFailureAt }: BackOffRecord,
  now: Instant,
  { base, max }: { readonly base: Span; readonly max: Span } = jobBackOff,
): Span {
  if (failuresAfterLastSuccess === 0 || lastFailureAt === undefined) return 0;
  const backOff = Math.min(base * 2 ** (failuresAfterLastSuccess - 1), max);
  return Math.max(0, backOff - (now - lastFailureAt));
}

/** When a pod ended. Upstream: `getFinishedTime` in `pkg/controller/job/backoff_utils.go`. */
export function finishedAt({ view, template, createdAt, deletedAt }: WorkloadPod): Instant {
  const { initContainers = [] } = template.pod.spec;
  const sidecars = new Set(initContainers.filter(isSidecar).map(({ name }) => name));
  const ends = [...view.containers, ...view.initContainers.filter(({ name }) => sidecars.has(name))].map(({ state }) =>
    state.type === 'terminated' ? state.finishedAtMs : undefined,
  );
  if (ends.length > 0 && ends.every((end) => end !== undefined)) {
    return wallSecond(createdAt + fromMs(Math.max(...ends.map((end) => end ?? 0))));
  }
  if (view.conditions.some(({ type, status }) => type === 'Ready' && status === 'False')) {
    return createdAt + view.readyChangedAt;
  }
  return wallSecond(deletedAt ?? createdAt);
}

function wallSecond(time: Instant): Instant {
  return Math.floor(time / second) * second;
}
