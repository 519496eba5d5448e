import { type TuneWish, timingOf, tune, wishWindows } from '../../../server/src/simulation/tune.ts';
import { tuneReport } from '../../../server/src/simulation/tuneMessages.ts';
import type { TuneAnswer, TuneQuestion, WishTimes } from './tuneQuestion.ts';

/** Settings for what is wished of a container, and when it comes about now and with them. */
export function tuneProbes({ pod, container, wishes }: TuneQuestion): TuneAnswer {
  const now = timesOf(timingOf(pod, container));
  const result = tune(pod, container, wishes);
  const report = tuneReport(result, wishes);
  if ('probes' in result)
    return { report, probes: result.probes, contradictions: [], now, tuned: timesOf(result.timing) };
  return { report, probes: undefined, contradictions: 'contradictions' in result ? result.contradictions : [], now };
}

function timesOf(timing: ReturnType<typeof timingOf>): WishTimes {
  if (timing === undefined) return {};
  return Object.fromEntries(
    Object.entries(wishWindows(timing)).flatMap(([wish, window]) =>
      window === undefined ? [] : [[wish as TuneWish, { bestMs: window.bestMs, worstMs: window.worstMs }]],
    ),
  );
}
