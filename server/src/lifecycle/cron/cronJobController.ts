import { type CronTimes, cronTimes } from '../../kubernetes/cronTimes.ts';
import { cronJobDefaults } from '../../kubernetes/workloadDefaults.ts';
import type { CronJobSpec } from '../../kubernetes/workloadSpec.ts';
import { ControllerQueue } from '../controllers/controllerQueue.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lanes } from '../kernel/lanes.ts';
import { fromMs, toMs } from '../kernel/time.ts';
import { EventCorrelator, type NewEvent } from '../record/eventCorrelator.ts';
import { mostRecentTime, nextTimeAfter } from './missedTimes.ts';
import type { CronJobStatus, ScheduledJob, ScheduleEntry } from './scheduleTrace.ts';

/** What becomes of a Job by itself; without `endsAfterMs` it runs on. */
export interface JobLife {
  readonly endsAfterMs?: number;
  readonly outcome?: 'Complete' | 'Failed';
}

type Job = { -readonly [K in keyof ScheduledJob]: ScheduledJob[K] };
type EntryContent = ScheduleEntry extends infer E ? (E extends unknown ? Omit<E, 'atMs'> : never) : never;

/** Upstream: `nextScheduleDelta`: the controller comes a little after the time, for clocks that differ. */
const deltaMs = 100;

/**
 * Makes Jobs by a schedule, and deletes old ones. All clocks are those of the wall, in milliseconds since 1970.
 * Upstream: `pkg/controller/cronjob/cronjob_controllerv2.go`.
 */
export class CronJobController {
  readonly entries: ScheduleEntry[] = [];
  readonly jobs: Job[] = [];
  readonly #kernel: Kernel;
  readonly #name: string;
  readonly #startMs: number;
  readonly #lifeOf: (number: number) => JobLife;
  readonly #queue: ControllerQueue;
  readonly #correlator: EventCorrelator;
  #spec: CronJobSpec;
  #times: CronTimes | undefined;
  #active: readonly Job[] = [];
  #lastScheduleMs: number | undefined;
  #lastSuccessfulMs: number | undefined;
  #status = '';

  /** @param lifeOf what becomes of the Jobs, counted from 1 in the order in which they are made */
  constructor(
    kernel: Kernel,
    { name, spec, startMs }: { readonly name: string; readonly spec: CronJobSpec; readonly startMs: number },
    lifeOf: (number: number) => JobLife,
  ) {
    this.#kernel = kernel;
    this.#name = name;
    this.#spec = spec;
    this.#startMs = startMs;
    this.#lifeOf = lifeOf;
    this.#times = cronTimes(spec.schedule, spec.timeZone);
    this.#correlator = new EventCorrelator(kernel);
    this.#queue = new ControllerQueue(kernel, lanes.worker, () => this.#sync());
  }

  create(): void {
    this.#queue.add();
  }

  change(spec: Partial<CronJobSpec>): void {
    const hasOtherTimes = (['schedule', 'timeZone'] as const).some(
      (field) => spec[field] !== undefined && spec[field] !== this.#spec[field],
    );
    this.#spec = { ...this.#spec, ...spec };
    this.#record({ kind: 'changed', fields: Object.keys(spec).map((field) => `spec.${field}`) });
    if (!hasOtherTimes) {
      this.#queue.add();
      return;
    }
    this.#times = cronTimes(this.#spec.schedule, this.#spec.timeZone);
    if (this.#times !== undefined) this.#requeue(this.#times);
  }

  get #nowMs(): number {
    return this.#startMs + toMs(this.#kernel.now);
  }

  #record(entry: EntryContent): void {
    this.entries.push({ atMs: toMs(this.#kernel.now), ...entry } as ScheduleEntry);
  }

  #event(event: NewEvent): void {
    const { message, count, isGranted } = this.#correlator.correlate(event);
    if (!isGranted) return;
    this.#record({ kind: 'event', event: { ...event, message, count, from: 'cronjob-controller' } });
  }

  #sync(): void {
    const jobs = this.jobs.filter(({ deletedAtMs }) => deletedAtMs === undefined);
    const { hasDeleted, missing } = this.#deleteOldJobs();
    const ends = this.#seeEnds(jobs);
    const before = this.jobs.length;
    this.#schedule();
    // It hears of what it has deleted before it has seen its own status, and says once more what it saw; a new Job has it
    // ask for that status.
    if (hasDeleted && this.jobs.length === before) for (const event of [...ends, ...missing]) this.#event(event);
    this.#syncStatus();
  }

  /** Upstream: `cleanupFinishedJobs`. */
  #deleteOldJobs(): { readonly hasDeleted: boolean; readonly missing: readonly NewEvent[] } {
    const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = { ...cronJobDefaults, ...this.#spec };
    const ofOutcome = (wanted: Job['outcome']) =>
      this.jobs.filter(({ outcome, deletedAtMs }) => outcome === wanted && deletedAtMs === undefined);
    const surplus = (own: Job[], limit: number) => own.slice(0, Math.max(0, own.length - limit));
    const old = [
      ...surplus(ofOutcome('Complete'), successfulJobsHistoryLimit),
      ...surplus(ofOutcome('Failed'), failedJobsHistoryLimit),
    ];
    const missing = old
      .filter((job) => this.#active.includes(job))
      .map(({ name }): NewEvent => {
        return { type: 'Normal', reason: 'MissingJob', message: `Active job went missing: ${name}` };
      });
    for (const job of old) this.#delete(job);
    return { hasDeleted: old.length > 0, missing };
  }

  #delete(job: Job): void {
    job.deletedAtMs = toMs(this.#kernel.now);
    this.#active = this.#active.filter((own) => own !== job);
    this.#record({ kind: 'job', job: job.name, change: 'deleted' });
    this.#event({ type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted job ${job.name}` });
    this.#queue.add();
  }

  #seeEnds(jobs: readonly Job[]): NewEvent[] {
    const events: NewEvent[] = [];
    for (const job of jobs) {
      if (job.outcome === undefined) continue;
      if (this.#active.includes(job)) {
        this.#active = this.#active.filter((own) => own !== job);
        const message = `Saw completed job: ${job.name}, condition: ${job.outcome}`;
        const event = { type: 'Normal', reason: 'SawCompletedJob', message } as const;
        this.#event(event);
        events.push(event);
      }
      if (job.outcome === 'Complete' && job.endedAtMs !== undefined) {
        const endMs = Math.floor((this.#startMs + job.endedAtMs) / 1_000) * 1_000;
        this.#lastSuccessfulMs = Math.max(this.#lastSuccessfulMs ?? 0, endMs);
      }
    }
    return events;
  }

  /** Upstream: the second half of `syncCronJob`. */
  #schedule(): void {
    const { suspend, concurrencyPolicy, startingDeadlineSeconds } = this.#spec;
    const times = this.#times;
    if (suspend === true || times === undefined) return;
    const sinceMs = this.#lastScheduleMs ?? Math.floor(this.#startMs / 1_000) * 1_000;
    const { mostRecentMs, missed } = mostRecentTime(times, sinceMs, this.#nowMs, startingDeadlineSeconds);
    if (missed === 'many' && mostRecentMs !== undefined) {
      const message = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew';
      this.#event({ type: 'Warning', reason: 'TooManyMissedTimes', message });
    }
    const isNew = mostRecentMs !== undefined && mostRecentMs !== this.#lastScheduleMs;
    if (isNew && concurrencyPolicy === 'Forbid' && this.#active.length > 0) {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
      this.#event({ type: 'Normal', reason: 'JobAlreadyActive', message });
    } else if (isNew) {
      if (concurrencyPolicy === 'Replace') for (const job of this.#active) this.#delete(job);
      this.#make(mostRecentMs);
    }
    this.#requeue(times);
  }

  #make(scheduledMs: number): void {
    const createdAtMs = toMs(this.#kernel.now);
    const name = `${this.#name}-${Math.floor(scheduledMs / 60_000)}`;
    const job: Job = { name, scheduledAtMs: scheduledMs - this.#startMs, createdAtMs };
    this.jobs.push(job);
    this.#active = [...this.#active, job];
    this.#lastScheduleMs = scheduledMs;
    this.#record({ kind: 'job', job: name, change: 'created' });
    this.#event({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created job ${name}` });
    const { endsAfterMs, outcome } = this.#lifeOf(this.jobs.length);
    if (endsAfterMs === undefined || outcome === undefined) return;
    this.#kernel.schedule(this.#kernel.now + fromMs(endsAfterMs), lanes.world, () => {
      if (job.deletedAtMs !== undefined) return;
      job.outcome = outcome;
      job.endedAtMs = toMs(this.#kernel.now);
      this.#record({ kind: 'job', job: name, change: outcome === 'Complete' ? 'complete' : 'failed' });
      this.#queue.add();
    });
  }

  #requeue(times: CronTimes): void {
    const sinceMs = this.#lastScheduleMs ?? Math.floor(this.#startMs / 1_000) * 1_000;
    const nextMs = nextTimeAfter(times, sinceMs, this.#nowMs);
    if (nextMs !== undefined) this.#queue.addAfter(fromMs(nextMs + deltaMs - this.#nowMs));
  }

  #syncStatus(): void {
    const clock = (ms: number | undefined) =>
      ms === undefined ? '' : new Date(ms).toISOString().replace('.000Z', 'Z');
    const status: CronJobStatus = {
      active: this.#active.map(({ name }) => name),
      lastScheduleTime: clock(this.#lastScheduleMs),
      lastSuccessfulTime: clock(this.#lastSuccessfulMs),
    };
    const text = JSON.stringify(status);
    if (text === this.#status) return;
    const isFirst = this.#status === '';
    this.#status = text;
    // Before anything has happened there is nothing to write.
    if (isFirst && status.lastScheduleTime === '') return;
    this.#record({ kind: 'status', status });
    this.#queue.add();
  }
}
