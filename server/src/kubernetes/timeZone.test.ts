import { expect, test } from 'vitest';
import { isTimeZone, suggestTimeZone } from './timeZone.ts';

test.each([
  'Etc/UTC',
  'UTC',
  'GMT',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/Argentina/Buenos_Aires',
  'Etc/GMT+5',
  'Asia/Calcutta',
  'EST5EDT',
  'Factory',
  'W-SU',
  'Pacific/Yap',
  'Mexico/BajaNorte',
  'Australia/LHI',
])('%s is a time zone', (name) => expect(isTimeZone(name)).toBe(true));

test.each([
  '',
  'Local',
  'local',
  'asia/shanghai',
  'Asia/Nowhere',
  '../etc',
  'Asia//Shanghai',
  '+01',
  '-01:00',
  'Asia/Shang hai',
  'utc',
  'ETC/GMT+5',
  'ETC/UTC',
  'JAPAN',
  'US/eastern',
  'Australia/LORD_HOWE',
])('%s is none', (name) => expect(isTimeZone(name)).toBe(false));

test('a name of another case is recognised', () => {
  expect(suggestTimeZone('asia/shanghai')).toBe('Asia/Shanghai');
  expect(suggestTimeZone('America/New York')).toBe('America/New_York');
  expect(suggestTimeZone('Mars')).toBeUndefined();
});
