/** What a CronJob's schedule comes to. */
import { duration, type Message, paragraph } from '../../base/message.ts';
import type { CronJobSpec } from '../../kubernetes/workloadSpec.ts';
import { scheduleMessages as say } from './scheduleMessages.ts';
import type { ScheduledJob, ScheduleTrace } from './scheduleTrace.ts';

export interface ScheduleFacts {
  readonly made: number;
  readonly complete: number;
  readonly failed: number;
  /** That were deleted while they ran, for the next one. */
  readonly replaced: number;
  /** That run at the end. */
  readonly running: number;
  readonly mostAtOnce: number;
  /** Times of the schedule for which no Job was made. */
  readonly skipped: number;
  /** How much later than its time a Job was made, at most. */
  readonly latestStartMs: number;
}

export function scheduleFacts({ jobs, skippedMs }: ScheduleTrace): ScheduleFacts {
  const count = (is: (job: ScheduledJob) => boolean) => jobs.filter(is).length;
  const wasReplaced = ({ outcome, deletedAtMs }: ScheduledJob) => outcome === undefined && deletedAtMs !== undefined;
  return {
    made: jobs.length,
    complete: count(({ outcome }) => outcome === 'Complete'),
    failed: count(({ outcome }) => outcome === 'Failed'),
    replaced: count(wasReplaced),
    running: count(({ outcome, deletedAtMs }) => outcome === undefined && deletedAtMs === undefined),
    mostAtOnce: mostAtOnce(jobs),
    skipped: skippedMs.length,
    latestStartMs: Math.max(0, ...jobs.map(({ createdAtMs, scheduledAtMs }) => createdAtMs - scheduledAtMs)),
  };
}

/** Whether every time of the schedule has its Job, and none of them failed or was cut off. */
export function isAllWell({ made, failed, replaced, skipped }: ScheduleFacts): boolean {
  return made > 0 && failed + replaced + skipped === 0;
}

/** A controller comes a tenth of a second after the time; what is later has waited for something. */
const usualStartMs = 1_000;

export function describeSchedule(spec: CronJobSpec, trace: ScheduleTrace): Message {
  const facts = scheduleFacts(trace);
  const { made, complete, failed, running, mostAtOnce, replaced, skipped, latestStartMs } = facts;
  const sentences = [say.made({ count: made, length: duration(trace.endMs), complete, failed, running })];
  if (mostAtOnce > 1) sentences.push(say.atOnce({ count: mostAtOnce }));
  if (replaced > 0) sentences.push(say.replaced({ count: replaced }));
  if (skipped > 0) sentences.push(whySkipped(spec, skipped));
  if (latestStartMs > usualStartMs) sentences.push(say.late({ late: duration(latestStartMs) }));
  return paragraph(sentences);
}

function whySkipped({ suspend, startingDeadlineSeconds, concurrencyPolicy }: CronJobSpec, count: number): Message {
  if (suspend === true) return say.suspended({ count });
  if (startingDeadlineSeconds === 0) return say.noTime({ count });
  return concurrencyPolicy === 'Forbid' ? say.forbidden({ count }) : say.skipped({ count });
}

function mostAtOnce(jobs: readonly ScheduledJob[]): number {
  const changes = jobs
    .flatMap(({ createdAtMs, endedAtMs, deletedAtMs }) => {
      const endMs = endedAtMs ?? deletedAtMs;
      return [[createdAtMs, 1] as const, ...(endMs === undefined ? [] : [[endMs, -1] as const])];
    })
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let count = 0;
  let most = 0;
  for (const [, change] of changes) {
    count += change;
    most = Math.max(most, count);
  }
  return most;
}
