import { expect, test } from 'vitest';
import { inEnglish, MessageFormatter } from './formatMessage.ts';

const formatter = new MessageFormatter([inEnglish({ range: '{range}' })]);

test.each([
  [0, '0 s'],
  [4, '4 ms'],
  [50, '0.1 s'],
  [400, '0.4 s'],
  [10_000, '10 s'],
  [17_600, '17.6 s'],
  [59_900, '59.9 s'],
  [59_960, '1 min'],
  [60_000, '1 min'],
  [90_000, '1 min 30 s'],
  [150_004, '2 min 30 s'],
  [601_000, '10 min 1 s'],
  [3_600_000, '1 h'],
  [3_601_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
  [97_200_000, '1 d 3 h'],
])('%i ms reads %s', (ms, text) => {
  expect(formatter.duration(ms)).toBe(text);
});

test.each([
  [5_000, 8_000, '5–8 s'],
  [10_000, 10_000, '10 s'],
  [0, 0, '0 s'],
  [0, 1_000, '0–1 s'],
  [0, 90_000, '0 s–1 min 30 s'],
  [60_000, 120_000, '1–2 min'],
  [90_000, 120_000, '1 min 30 s–2 min'],
  [50_000, 80_000, '50 s–1 min 20 s'],
  [90_000, 95_000, '1 min 30 s–1 min 35 s'],
  [300_000, 315_000, '5 min–5 min 15 s'],
])('%i to %i ms reads %s', (bestMs, worstMs, text) => {
  expect(formatter.text({ id: 'range', data: { range: { bestMs, worstMs } } })).toBe(text);
});
