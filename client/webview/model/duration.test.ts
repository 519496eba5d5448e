import { expect, test } from 'vitest';
import { formatInstant, formatSeconds, formatTick } from './duration.ts';

test.each([
  [0, '0 s', '0.00 s', '0'],
  [600, '0.6 s', '0.60 s', '0.6s'],
  [17_604, '17.6 s', '17.60 s', '17.6s'],
  [59_999, '60 s', '1 min 00.00 s', '1m'],
  [60_000, '1 min', '1 min 00.00 s', '1m'],
  [125_010, '2 min 5 s', '2 min 05.01 s', '2m5s'],
  [3_600_000, '1 h', '60 min 00.00 s', '1h'],
  [3_900_000, '1 h 5 min', '65 min 00.00 s', '1h5m'],
])('%i ms', (ms, seconds, instant, tick) => {
  expect([formatSeconds(ms), formatInstant(ms), formatTick(ms)]).toEqual([seconds, instant, tick]);
});
