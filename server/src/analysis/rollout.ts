/** How long an update of all pods takes when they are well: in closed form, like the timing of a single pod. */
import { defaultPod } from '../kubernetes/defaults.ts';
import type { Pod } from '../kubernetes/pod.ts';
import type { Fenceposts } from '../kubernetes/rollingUpdate.ts';
import { windowMessages as say } from './messages.ts';
import { podTiming } from './timing.ts';
import { extend, later, sum, type Term, type TimeWindow } from './window.ts';

export interface AvailabilityOptions {
  /** The workload's `minReadySeconds`. */
  readonly minReadySeconds?: number;
  /**
   * Whether availability is seen up to `minReadySeconds` and a second late: of a Deployment before Kubernetes 1.34, of a
   * StatefulSet before 1.35.
   */
  readonly isSeenLate?: boolean;
  /** From the pod's creation to the start of its containers: image pulls, init containers. None by default. */
  readonly untilStarted?: TimeWindow;
}

/** The API keeps the time of Ready as a whole second, so a pod counts as ready for up to a second longer. */
const readyPrecisionMs = 1_000;

/** From a pod's creation until its controller calls it available, if its app answers from its start on. */
export function availableAfterCreation(pod: Pod, options: AvailabilityOptions = {}): TimeWindow {
  const { minReadySeconds = 0, isSeenLate = false, untilStarted = sum() } = options;
  const ready = [...podTiming(defaultPod(pod)).containers.values()].map((container) => container.ready);
  const minReadyMs = minReadySeconds * 1_000;
  return extend(untilStarted, ...ready.reduce(later, sum()).terms, {
    label: say.minReady(),
    bestMs: minReadyMs,
    worstMs: minReadyMs,
    earlierMs: minReadyMs === 0 ? 0 : readyPrecisionMs,
    laterMs: isSeenLate && minReadyMs > 0 ? minReadyMs + readyPrecisionMs : 0,
    fields: ['minReadySeconds'],
  });
}

/**
 * From the update of a Deployment to its end. As many pods as may be missing and may be too many are replaced at a time,
 * and each makes way for the next one as soon as it is available; how long the old ones take to go does not matter.
 */
export function rollingUpdateDuration(
  pod: Pod,
  replicas: number,
  { maxSurge, maxUnavailable }: Fenceposts,
  options: AvailabilityOptions = {},
): TimeWindow {
  const atOnce = Math.min(replicas, maxSurge + Math.min(maxUnavailable, replicas));
  const rounds = replicas === 0 ? 0 : Math.ceil(replicas / atOnce);
  return times(rounds, availableAfterCreation(pod, options));
}

/** The same with strategy Recreate: the old pods must be gone first. They are taken to end when they are asked to. */
export function recreateDuration(pod: Pod, options: AvailabilityOptions = {}): TimeWindow {
  return extend(podTiming(defaultPod(pod)).terminated.heeds, ...availableAfterCreation(pod, options).terms);
}

/**
 * From the update of a StatefulSet to its end: one pod after the other goes, comes back and becomes available.
 * @param count how many pods are replaced: those from the partition on
 */
export function orderedUpdateDuration(pod: Pod, count: number, options: AvailabilityOptions = {}): TimeWindow {
  return times(count, recreateDuration(pod, options));
}

/** The window `count` times in a row. */
function times(count: number, window: TimeWindow): TimeWindow {
  return sum(
    ...window.terms.map(
      (term): Term => ({
        label: count === 1 ? term.label : say.times({ count, term: term.label }),
        bestMs: count * term.bestMs,
        worstMs: count * term.worstMs,
        earlierMs: count * (term.earlierMs ?? 0),
        laterMs: count * (term.laterMs ?? 0),
        fields: term.fields,
      }),
    ),
  );
}
