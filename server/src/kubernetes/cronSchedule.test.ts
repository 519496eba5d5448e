import { expect, test } from 'vitest';
import { checkCronSchedule } from './cronSchedule.ts';

test.each([
  '*/5 * * * *',
  '0 0 1 1 0',
  '59 23 31 12 6',
  '0,15,30,45 8-18 * * mon-FRI',
  '0 0 1 JAN-jun sun',
  '5/10 * * * *',
  '1-30/5 * * * *',
  '? ? ? ? ?',
  ' 0  0 * * * ',
  '*-5 * * * *',
  ', * * * *',
  '+5 * * * *',
  '@hourly',
  '@midnight',
  '@every 1h30m',
  '@every 1.5h',
  '@every 0',
])('%j is valid', (schedule) => expect(checkCronSchedule(schedule)).toBeUndefined());

test.each([
  ['* * * *', 'has 4 fields instead of 5 (minute, hour, day, month, weekday)'],
  ['* * * * * *', 'has 6 fields instead of 5 (minute, hour, day, month, weekday)'],
  ['60 * * * *', 'takes minutes from 0 to 59, not "60"'],
  ['* 24 * * *', 'takes hours from 0 to 23, not "24"'],
  ['* * 0 * *', 'takes days of month from 1 to 31, not "0"'],
  ['* * * 13 *', 'takes months from 1 to 12, not "13"'],
  ['* * * * 7', 'takes days of week from 0 to 6, not "7"'],
  ['*/0 * * * *', 'needs a positive number after the slash of its minute "*/0"'],
  ['*/ * * * *', 'needs a positive number after the slash of its minute "*/"'],
  ['5-1 * * * *', 'has a range of minutes that ends before it begins: "5-1"'],
  ['1-2-3 * * * *', 'has too many hyphens in its minute "1-2-3"'],
  ['1/2/3 * * * *', 'has too many slashes in its minute "1/2/3"'],
  ['-5 * * * *', 'has no minute in "-5"'],
  ['a * * * *', 'has no minute in "a"'],
  ['* jan * * *', 'has no hour in "jan"'],
  ['', 'has 0 fields instead of 5 (minute, hour, day, month, weekday)'],
  ['@daily ', 'has no descriptor @daily '],
  ['@every day', 'has no duration in "@every day"'],
  ['TZ=UTC * * * * *', 'must not name a time zone; that is what timeZone is for'],
])('%j %s', (schedule, complaint) => expect(checkCronSchedule(schedule)).toBe(complaint));
