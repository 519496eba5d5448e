/** Which time of a schedule is due. Upstream: `pkg/controller/cronjob/utils.go`. All times are milliseconds since 1970. */
import type { CronTimes } from '../../kubernetes/cronTimes.ts';

export interface DueTime {
  /** The last time for which no Job was made, if there is one. */
  readonly mostRecentMs?: number;
  readonly missed: 'none' | 'few' | 'many';
}

const manyMissed = 100;

/**
 * Upstream: `mostRecentScheduleTime`.
 * @param sinceMs the last time for which a Job was made, or when the CronJob was created
 * @param deadlineSeconds how late a Job may be made; times before that do not count
 */
export function mostRecentTime(times: CronTimes, sinceMs: number, nowMs: number, deadlineSeconds?: number): DueTime {
  const deadlineMs = deadlineSeconds === undefined ? sinceMs : nowMs - deadlineSeconds * 1_000;
  const first = times.next(Math.max(sinceMs, deadlineMs));
  if (first === undefined || nowMs < first) return { missed: 'none' };
  const second = times.next(first);
  if (second === undefined || nowMs < second) return { mostRecentMs: first, missed: 'none' };
  const betweenMs = Math.round((second - first) / 1_000) * 1_000;
  if (betweenMs < 1_000) return { missed: 'none' };
  const count = Math.floor(Math.floor((nowMs - first) / 1_000) / (betweenMs / 1_000)) + 1;
  let mostRecentMs: number | undefined;
  // One further back, so that schedules whose times are not equally far apart are found, too.
  let next = times.next(first + (count - 2) * betweenMs);
  while (next !== undefined && next <= nowMs) {
    mostRecentMs = next;
    next = times.next(next);
  }
  const missed = count > manyMissed ? 'many' : 'few';
  return mostRecentMs === undefined ? { missed } : { mostRecentMs, missed };
}

/** When to look again. Upstream: `nextScheduleTimeDuration`. */
export function nextTimeAfter(times: CronTimes, sinceMs: number, nowMs: number): number | undefined {
  const { mostRecentMs, missed } = mostRecentTime(times, sinceMs, nowMs);
  return times.next(mostRecentMs ?? (missed === 'none' ? sinceMs : nowMs));
}
