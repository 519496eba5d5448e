import type { KubernetesEvent } from '../trace/trace.ts';

/** Which Jobs a CronJob makes, and what becomes of them: plain data, the same bytes for the same input everywhere. */
export interface ScheduleTrace {
  readonly version: 1;
  readonly name: string;
  readonly namespace: string;
  /** When the CronJob is created, which is time 0, e.g. `2026-01-05T00:00:00Z`. */
  readonly startsAt: string;
  readonly jobs: readonly ScheduledJob[];
  /** Ordered by time. */
  readonly entries: readonly ScheduleEntry[];
  readonly endMs: number;
  /** Times of the schedule until the end for which no Job was made. */
  readonly skippedMs: readonly number[];
  /** Set when a limit stopped the simulation before its time was up. */
  readonly truncated?: { readonly limit: 'events'; readonly atMs: number };
}

export interface ScheduledJob {
  /** Ends with the minutes since 1970 of the time for which it is made. */
  readonly name: string;
  readonly scheduledAtMs: number;
  readonly createdAtMs: number;
  readonly endedAtMs?: number;
  /** How it ended by itself. */
  readonly outcome?: 'Complete' | 'Failed';
  readonly deletedAtMs?: number;
}

export type ScheduleEntry = { readonly atMs: number } & (
  | { readonly kind: 'job'; readonly job: string; readonly change: 'created' | 'complete' | 'failed' | 'deleted' }
  | { readonly kind: 'changed'; readonly fields: readonly string[] }
  | { readonly kind: 'event'; readonly event: KubernetesEvent }
  | { readonly kind: 'status'; readonly status: CronJobStatus }
);

export interface CronJobStatus {
  /** Names of the Jobs that run. */
  readonly active: readonly string[];
  /** As the API has it, e.g. `2026-01-05T00:05:00Z`; empty before the first time. */
  readonly lastScheduleTime: string;
  readonly lastSuccessfulTime: string;
}
