import { describe, expect, test } from 'vitest';
import { cronTimes } from '../../kubernetes/cronTimes.ts';
import { mostRecentTime, nextTimeAfter } from './missedTimes.ts';

const minute = 60;
const hour = 60 * minute;
const topOfTheHour = Date.parse('2016-05-19T10:00:00Z');

// The table of pkg/controller/cronjob/utils_test.go, by its names there; seconds after the top of the hour.
describe('TestMostRecentScheduleTime', () => {
  test.each<[string, string, number, number, number | undefined, 'none' | 'few' | 'many', number?]>([
    ['now before next schedule', '0 * * * *', 0, 30, undefined, 'none'],
    ['now just after next schedule', '0 * * * *', 0, 61 * minute, hour, 'none'],
    ['missed 5 schedules', '0 * * * *', 10, 301 * minute, 5 * hour, 'few'],
    ['complex schedule', '30 6-16/4 * * 1-5', 30 * minute, 24.5 * hour + minute, 24.5 * hour, 'few'],
    ['another complex schedule', '30 10,11,12 * * 1-5', 30 * minute, 30.5 * hour, undefined, 'few'],
    [
      'complex schedule with longer diff between executions',
      '30 6-16/4 * * 1-5',
      30 * minute,
      96.5 * hour + minute,
      96.5 * hour,
      'few',
    ],
    [
      'complex schedule with shorter diff between executions',
      '30 6-16/4 * * 1-5',
      0,
      24.5 * hour + minute,
      24.5 * hour,
      'few',
    ],
    ['@every schedule', '@every 1h', minute, 7 * 24 * hour, 7 * 24 * hour - 59 * minute, 'many'],
    ['rogue cronjob', '59 23 31 2 *', 10, hour, undefined, 'none'],
    ['earliestTime being LastScheduleTime', '*/5 * * * *', 30 * minute, 31 * minute, undefined, 'none'],
    [
      'earliestTime being LastScheduleTime (outside StartingDeadlineSeconds)',
      '*/5 * * * *',
      30 * minute,
      32 * minute,
      undefined,
      'none',
      60,
    ],
    ['missed, within the deadline', '*/5 * * * *', 0, 10 * minute + 30, 10 * minute, 'none', 60],
    ['missed, outside the deadline', '*/5 * * * *', 0, 12 * minute, undefined, 'none', 60],
  ])('%s', (_, schedule, since, now, recent, missed, deadline) => {
    const at = (seconds: number) => topOfTheHour + seconds * 1_000;
    expect(mostRecentTime(cronTimes(schedule)!, at(since), at(now), deadline)).toEqual(
      recent === undefined ? { missed } : { mostRecentMs: at(recent), missed },
    );
  });
});

// As above; the tenth of a second that the controller adds is its own business.
describe('TestNextScheduleTimeDuration', () => {
  test.each([
    ['complex schedule skipping weekend', '30 6-16/4 * * 1-5', 30 * minute, 24.5 * hour + minute, 28.5 * hour],
    ['another complex schedule skipping weekend', '30 10,11,12 * * 1-5', 30 * minute, 30.5 * hour, 96.5 * hour],
    [
      'once a week cronjob, missed two runs',
      '0 12 * * 4',
      2 * hour,
      19 * 24 * hour + 1.5 * hour,
      21 * 24 * hour + 2 * hour,
    ],
    ['no previous run of a cronjob', '0 12 * * 5', 0, 6 * hour, 26 * hour],
  ])('%s', (_, schedule, since, now, next) => {
    const at = (seconds: number) => topOfTheHour + seconds * 1_000;
    expect(nextTimeAfter(cronTimes(schedule)!, at(since), at(now))).toBe(at(next));
  });
});
