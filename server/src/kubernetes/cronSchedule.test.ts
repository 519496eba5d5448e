import { expect, test } from 'vitest';
import { checkCronSchedule, cronMessages as say } from './cronSchedule.ts';

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
  ['* * * *', say.fields({ count: 4 })],
  ['* * * * * *', say.fields({ count: 6 })],
  ['60 * * * *', say.bounds({ field: say.minute(), range: '60', min: 0, max: 59 })],
  ['* 24 * * *', say.bounds({ field: say.hour(), range: '24', min: 0, max: 23 })],
  ['* * 0 * *', say.bounds({ field: say.dayOfMonth(), range: '0', min: 1, max: 31 })],
  ['* * * 13 *', say.bounds({ field: say.month(), range: '13', min: 1, max: 12 })],
  ['* * * * 7', say.bounds({ field: say.dayOfWeek(), range: '7', min: 0, max: 6 })],
  ['*/0 * * * *', say.step({ field: say.minute(), range: '*/0' })],
  ['*/ * * * *', say.step({ field: say.minute(), range: '*/' })],
  ['5-1 * * * *', say.order({ field: say.minute(), range: '5-1' })],
  ['1-2-3 * * * *', say.hyphens({ field: say.minute(), range: '1-2-3' })],
  ['1/2/3 * * * *', say.slashes({ field: say.minute(), range: '1/2/3' })],
  ['-5 * * * *', say.noNumber({ field: say.minute(), range: '-5' })],
  ['a * * * *', say.noNumber({ field: say.minute(), range: 'a' })],
  ['* jan * * *', say.noNumber({ field: say.hour(), range: 'jan' })],
  ['', say.fields({ count: 0 })],
  ['@daily ', say.descriptor({ schedule: '@daily ' })],
  ['@every day', say.duration({ schedule: '@every day' })],
  ['TZ=UTC * * * * *', say.timeZone()],
])('%j: %j', (schedule, complaint) => expect(checkCronSchedule(schedule)).toEqual(complaint));
