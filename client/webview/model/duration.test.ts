import { expect, test } from 'vitest';
import { formatTick } from './duration.ts';

test.each([
  [0, '0'],
  [600, '0.6s'],
  [17_604, '17.6s'],
  [59_999, '1m'],
  [60_000, '1m'],
  [125_010, '2m5s'],
  [3_600_000, '1h'],
  [3_900_000, '1h5m'],
])('%i ms', (ms, tick) => {
  expect(formatTick(ms)).toBe(tick);
});
