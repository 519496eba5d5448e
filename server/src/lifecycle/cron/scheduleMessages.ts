import { defineMessages } from '../../base/message.ts';

/** What a CronJob's schedule comes to. */
export const scheduleMessages = defineMessages('schedule', {
  made: {
    one: 'In {length} {count} Job is made: {complete} complete, {failed} failed, {running} still running.',
    other: 'In {length} {count} Jobs are made: {complete} complete, {failed} failed, {running} still running.',
  },
  atOnce: 'At most {count} of them run at once.',
  replaced: {
    one: '{count} Job is deleted while it runs, for the next one (concurrencyPolicy Replace).',
    other: '{count} Jobs are deleted while they run, for the next one (concurrencyPolicy Replace).',
  },
  forbidden: {
    one: '{count} time of the schedule has no Job: the one before still ran (concurrencyPolicy Forbid).',
    other: '{count} times of the schedule have no Job: the one before still ran (concurrencyPolicy Forbid).',
  },
  suspended: {
    one: '{count} time of the schedule has no Job: the CronJob is suspended.',
    other: '{count} times of the schedule have no Job: the CronJob is suspended.',
  },
  noTime: {
    one: '{count} time of the schedule has no Job: with startingDeadlineSeconds 0 each time is over before the controller looks.',
    other:
      '{count} times of the schedule have no Job: with startingDeadlineSeconds 0 each time is over before the controller looks.',
  },
  skipped: {
    one: '{count} time of the schedule has no Job.',
    other: '{count} times of the schedule have no Job.',
  },
  late: 'A Job is made up to {late} after its time: as soon as what held it up is over.',
  jobCreated: 'Job {job} is made.',
  jobComplete: 'Job {job} is complete.',
  jobFailed: 'Job {job} has failed.',
  jobDeleted: 'Job {job} is deleted.',
  changed: '{fields} is changed.',
});
