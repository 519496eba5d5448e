/** CronJobs whose Jobs live by a script: policies, limits, deadlines, suspension, changed schedules. */
import fc from 'fast-check';
import type { JobScript, LaterChange } from './recording.ts';
import type { Case } from './scripts.ts';

const minute = 60;
const hour = 60 * minute;

const ends = (after: number): JobScript => ({ after, ends: 'Complete' });
const fails = (after: number): JobScript => ({ after, ends: 'Failed' });
const hangs: JobScript = { after: 0, ends: '' };

const cronJob = (name: string, schedule: string, spec: object, jobs: readonly JobScript[], more: Case = {}): Case => ({
  name: `cronjob/${name}`,
  kind: 'CronJob',
  spec: { schedule, ...spec },
  jobs,
  new: { each: [] },
  // At half past five in the morning and some seconds.
  daySeconds: 5.5 * hour + 12.3,
  runningForSeconds: 0,
  untilSeconds: 20 * minute,
  ...more,
});
const later = (...changes: readonly LaterChange[]): Case => ({ later: changes });
const set = (at: number, spec: object): LaterChange => ({ at, set: spec });
const every5 = '*/5 * * * *';

const directed: readonly Case[] = [
  cronJob('allow', every5, {}, [ends(30.2)]),
  cronJob('allow, slow', every5, { concurrencyPolicy: 'Allow' }, [ends(13 * minute)]),
  cronJob('allow, hangs', every5, {}, [hangs]),
  cronJob('forbid', every5, { concurrencyPolicy: 'Forbid' }, [ends(30.2)]),
  cronJob('forbid, slow', every5, { concurrencyPolicy: 'Forbid' }, [ends(7 * minute + 3.3)]),
  cronJob('forbid, very slow', every5, { concurrencyPolicy: 'Forbid' }, [ends(12 * minute), ends(20)]),
  cronJob('forbid, hangs', every5, { concurrencyPolicy: 'Forbid' }, [hangs]),
  cronJob('forbid, slow, with a deadline', every5, { concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 60 }, [
    ends(7 * minute),
  ]),
  cronJob(
    'forbid, slow, just within the deadline',
    every5,
    { concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 130 },
    [ends(7 * minute)],
  ),
  cronJob('replace', every5, { concurrencyPolicy: 'Replace' }, [ends(30.2)]),
  cronJob('replace, slow', every5, { concurrencyPolicy: 'Replace' }, [ends(7 * minute)]),
  cronJob('replace, every second one hangs', every5, { concurrencyPolicy: 'Replace' }, [
    hangs,
    ends(20),
    hangs,
    ends(10),
  ]),
  cronJob('no deadline at all', every5, { startingDeadlineSeconds: 0 }, [ends(30)]),
  cronJob('a short deadline', every5, { startingDeadlineSeconds: 1 }, [ends(30)]),
  cronJob('suspended', every5, { suspend: true }, [ends(30)]),
  cronJob('limits', '* * * * *', { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 2 }, [
    ends(10),
    fails(11),
    ends(12),
    fails(13),
    fails(14),
    ends(15),
    fails(16),
  ]),
  cronJob('no history', '* * * * *', { successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0 }, [
    ends(10),
    fails(11),
  ]),
  cronJob('the usual limits', '* * * * *', {}, [ends(10), fails(11)]),
  cronJob('ends are seen in the order of their starts', '* * * * *', {}, [ends(130), ends(20), fails(100)]),
  cronJob('every', '@every 90s', {}, [ends(30)]),
  cronJob('every so many minutes and a half', '@every 2m30s', { concurrencyPolicy: 'Forbid' }, [ends(200)]),
  cronJob('hourly', '@hourly', {}, [ends(30)], { untilSeconds: 4 * hour }),
  cronJob('daily', '@daily', {}, [ends(30)], { untilSeconds: 50 * hour }),
  cronJob('weekdays', '30 6 * * mon-fri', {}, [ends(30)], { untilSeconds: 7 * 24 * hour }),
  cronJob('one of two days', '0 6 3 * fri', {}, [ends(30)], { untilSeconds: 15 * 24 * hour }),
  cronJob('working hours', '0 8-18/4 * * *', {}, [ends(30)], { untilSeconds: 30 * hour }),
  cronJob('in another time zone', '0 6 * * *', { timeZone: 'Europe/Berlin' }, [ends(30)], { untilSeconds: 50 * hour }),
  cronJob('when the clocks go forward', '30 2 * * *', { timeZone: 'Europe/Berlin' }, [ends(30)], {
    daySeconds: 85 * 24 * hour,
    untilSeconds: 4 * 24 * hour,
  }),
  cronJob('when the clocks go back', '30 2 * * *', { timeZone: 'Europe/Berlin' }, [ends(30)], {
    daySeconds: 301 * 24 * hour,
    untilSeconds: 4 * 24 * hour,
  }),
  cronJob('created at the very minute', every5, {}, [ends(30)], { daySeconds: 5 * hour }),
  cronJob('suspended on the way', every5, {}, [ends(30)], later(set(6 * minute, { suspend: true }))),
  cronJob(
    'suspended and resumed',
    every5,
    {},
    [ends(30)],
    later(set(minute, { suspend: true }), set(12 * minute, { suspend: false })),
  ),
  cronJob(
    'suspended and resumed with a deadline',
    every5,
    { startingDeadlineSeconds: 100 },
    [ends(30)],
    later(set(minute, { suspend: true }), set(12 * minute, { suspend: false })),
  ),
  cronJob('suspended for long', '* * * * *', {}, [ends(30)], {
    ...later(set(minute, { suspend: true }), set(150 * minute, { suspend: false })),
    untilSeconds: 155 * minute,
  }),
  cronJob('more often on the way', '@hourly', {}, [ends(30)], later(set(2 * minute, { schedule: '*/3 * * * *' }))),
  cronJob('less often on the way', '* * * * *', {}, [ends(30)], later(set(2.5 * minute, { schedule: '*/10 * * * *' }))),
  cronJob('forbidden on the way', every5, {}, [hangs], later(set(6 * minute, { concurrencyPolicy: 'Forbid' }))),
  cronJob(
    'fewer kept on the way',
    '* * * * *',
    {},
    [ends(10)],
    later(set(9 * minute, { successfulJobsHistoryLimit: 1 })),
  ),
];

const script = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 20, max: 6_000 }).map((tenths) => ends(tenths / 10 + 0.03)) },
  { weight: 2, arbitrary: fc.integer({ min: 20, max: 3_000 }).map((tenths) => fails(tenths / 10 + 0.03)) },
  { weight: 1, arbitrary: fc.constant(hangs) },
);
const anyCronJob = fc.record({
  schedule: fc.constantFrom('* * * * *', '*/2 * * * *', '*/7 * * * *', '3-40/5 * * * *', '@every 3m', '*/5 5,6 * * *'),
  spec: fc.record(
    {
      concurrencyPolicy: fc.constantFrom('Allow', 'Forbid', 'Replace'),
      startingDeadlineSeconds: fc.integer({ min: 1, max: 400 }),
      successfulJobsHistoryLimit: fc.integer({ min: 0, max: 4 }),
      failedJobsHistoryLimit: fc.integer({ min: 0, max: 4 }),
    },
    { requiredKeys: ['concurrencyPolicy'] },
  ),
  jobs: fc.array(script, { minLength: 1, maxLength: 5 }),
});

export const schedules: readonly Case[] = [
  ...directed,
  ...fc
    .sample(anyCronJob, { seed: 1, numRuns: 40 })
    .map(({ schedule, spec, jobs }, n) => cronJob(`random ${n}`, schedule, spec, jobs)),
];
