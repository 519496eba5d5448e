import { cronTimes } from '../../kubernetes/cronTimes.ts';
import type { CronJobSpec, CronJobWorkload } from '../../kubernetes/workloadSpec.ts';
import { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { fromMs, toMs } from '../kernel/time.ts';
import { CronJobController, type JobLife } from './cronJobController.ts';
import type { ScheduleTrace } from './scheduleTrace.ts';

export interface SimulateScheduleOptions {
  /** When the CronJob is created, in milliseconds since 1970. */
  readonly startMs: number;
  readonly untilMs: number;
  /** What somebody changes later, in order of time; times count from the creation. */
  readonly changes?: readonly { readonly atMs: number; readonly spec: Partial<CronJobSpec> }[];
}

const maxEvents = 200_000;

/** Follows a CronJob's schedule: which Jobs its controller makes, skips, replaces and deletes. */
export function simulateSchedule(
  { name, namespace, spec }: Pick<CronJobWorkload, 'name' | 'namespace' | 'spec'>,
  lifeOf: (number: number) => JobLife,
  { startMs, untilMs, changes = [] }: SimulateScheduleOptions,
): ScheduleTrace {
  const kernel = new Kernel({ field: 'spec' }, maxEvents);
  const controller = new CronJobController(kernel, { name, spec, startMs }, lifeOf);
  kernel.schedule(0, lanes.world, () => controller.create());
  for (const change of changes) {
    kernel.schedule(fromMs(change.atMs), lanes.world, () => controller.change(change.spec));
  }
  const isWhole = kernel.run(fromMs(untilMs));
  const endMs = isWhole ? untilMs : toMs(kernel.now);
  const made = new Set(controller.jobs.map(({ scheduledAtMs }) => scheduledAtMs));
  const skippedMs = changes.some(({ spec: own }) => 'schedule' in own || 'timeZone' in own)
    ? []
    : timesUntil(spec, startMs, endMs).filter((atMs) => !made.has(atMs));
  return {
    version: 1,
    name,
    namespace,
    startsAt: new Date(startMs).toISOString().replace('.000Z', 'Z'),
    jobs: controller.jobs,
    entries: controller.entries,
    endMs,
    skippedMs,
    ...(isWhole ? {} : { truncated: { limit: 'events', atMs: endMs } }),
  };
}

/** Times of the schedule that have come, a second before the end at the latest: the controller comes a little later. */
function timesUntil({ schedule, timeZone }: CronJobSpec, startMs: number, endMs: number): number[] {
  const times = cronTimes(schedule, timeZone);
  const found: number[] = [];
  for (let at = times?.next(startMs); at !== undefined && at <= startMs + endMs - 1_000; at = times?.next(at)) {
    found.push(at - startMs);
  }
  return found;
}
