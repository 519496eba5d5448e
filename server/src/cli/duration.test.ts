import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['67s', 67_000],
  ['10m', 600_000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['500ms', 500],
  ['1.5s', 1500],
  ['0s', 0],
  ['67', undefined],
  ['', undefined],
  ['-5s', undefined],
  ['5 s', undefined],
  ['10min', undefined],
  ['s', undefined],
])('%j', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
