import { describe, expect, test } from 'vitest';
import { cronTimes } from './cronTimes.ts';

const timeAfter = (schedule: string, text: string, timeZone?: string) => {
  const next = cronTimes(schedule, timeZone)?.next(Date.parse(text));
  return next === undefined ? undefined : new Date(next).toISOString().replace('.000Z', 'Z');
};

test.each([
  ['*/5 * * * *', '2026-01-05T00:00:00Z', '2026-01-05T00:05:00Z'],
  ['*/5 * * * *', '2026-01-05T00:04:59.9Z', '2026-01-05T00:05:00Z'],
  ['*/5 * * * *', '2026-01-05T23:57:00Z', '2026-01-06T00:00:00Z'],
  ['3-40/5 * * * *', '2026-01-05T00:38:00Z', '2026-01-05T01:03:00Z'],
  ['5/20 * * * *', '2026-01-05T00:26:00Z', '2026-01-05T00:45:00Z'],
  ['0 8-18/4 * * mon-fri', '2026-01-09T16:30:00Z', '2026-01-12T08:00:00Z'],
  ['0 0 31 * *', '2026-01-31T12:00:00Z', '2026-03-31T00:00:00Z'],
  ['0 0 29 feb *', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['0 6 3 * fri', '2026-01-05T00:00:00Z', '2026-01-09T06:00:00Z'],
  ['0 6 */2 * fri', '2026-01-05T00:00:00Z', '2026-01-05T06:00:00Z'],
  ['0 6 * * fri', '2026-01-05T00:00:00Z', '2026-01-09T06:00:00Z'],
  ['@hourly', '2026-01-05T00:00:00Z', '2026-01-05T01:00:00Z'],
  ['@weekly', '2026-01-05T00:00:00Z', '2026-01-11T00:00:00Z'],
  ['@monthly', '2026-01-05T00:00:00Z', '2026-02-01T00:00:00Z'],
  ['@yearly', '2026-01-05T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['@every 1h30m', '2026-01-05T00:00:07.5Z', '2026-01-05T01:30:07Z'],
  ['@every 1.5s', '2026-01-05T00:00:00Z', '2026-01-05T00:00:01Z'],
  ['0 0 31 2 *', '2026-01-05T00:00:00Z', undefined],
  [', * * * *', '2026-01-05T00:00:00Z', undefined],
  ['not a schedule', '2026-01-05T00:00:00Z', undefined],
])('%j after %s comes at %s', (schedule, from, expected) => expect(timeAfter(schedule, from)).toBe(expected));

describe('in a time zone', () => {
  test.each([
    ['in winter', '0 6 * * *', '2026-01-05T00:00:00Z', '2026-01-05T05:00:00Z'],
    ['in summer', '0 6 * * *', '2026-07-05T00:00:00Z', '2026-07-05T04:00:00Z'],
    ['on the day before, as UTC has it', '30 0 6 * *', '2026-01-05T00:00:00Z', '2026-01-05T23:30:00Z'],
    ['not in an hour that the clocks leave out', '30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00Z'],
    ['twice in the hour that comes twice', '30 2 * * *', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ])('%s', (_, schedule, from, expected) => expect(timeAfter(schedule, from, 'Europe/Berlin')).toBe(expected));

  test('where midnight does not exist', () => {
    expect(timeAfter('0 * * * *', '2018-11-04T02:30:00Z', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00Z');
    expect(timeAfter('0 0 * * *', '2018-11-03T12:00:00Z', 'America/Sao_Paulo')).toBe('2018-11-05T02:00:00Z');
  });

  test('that there is not', () => expect(cronTimes('* * * * *', 'Mars/Olympus')).toBeUndefined());
});
