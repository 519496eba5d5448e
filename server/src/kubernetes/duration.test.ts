import { describe, expect, it } from 'vitest';
import { formatGoDuration, humanDuration } from './duration.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

describe('humanDuration prints ages as apimachinery does', () => {
  it.each([
    [0, '0s'],
    [-1.5 * second, '0s'],
    [-2 * second, '<invalid>'],
    [70 * second, '70s'],
    [119.999 * second, '119s'],
    [2 * minute, '2m'],
    [190 * second, '3m10s'],
    [9 * minute + 59 * second, '9m59s'],
    [10 * minute + second, '10m'],
    [70 * minute, '70m'],
    [179 * minute + 59 * second, '179m'],
    [3 * hour, '3h'],
    [3 * hour + minute, '3h1m'],
    [7 * hour + 59 * minute, '7h59m'],
    [8 * hour + 59 * minute, '8h'],
    [47 * hour, '47h'],
    [2 * day, '2d'],
    [49 * hour, '2d1h'],
    [7 * day + 23 * hour, '7d23h'],
    [8 * day + 2 * hour, '8d'],
    [367 * day, '367d'],
    [729 * day, '729d'],
    [2 * year, '2y'],
    [2 * year + 25 * hour, '2y1d'],
    [7 * year + 364 * day, '7y364d'],
    [8 * year + 300 * day, '8y'],
    // What is left of a difference between two times with microseconds.
    [8596.3 - 6596.3, '2s'],
  ])('%d ms: %s', (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});

describe('formatGoDuration prints lengths as Go does', () => {
  it.each([
    [0, '0s'],
    [0.25, '250µs'],
    [1.5, '1.5ms'],
    [350, '350ms'],
    [2 * second, '2s'],
    [4.2 * second, '4.2s'],
    [10 * second, '10s'],
    [80 * second, '1m20s'],
    [5 * minute, '5m0s'],
    [90 * minute, '1h30m0s'],
    [-2 * second, '-2s'],
  ])('%d ms: %s', (ms, text) => {
    expect(formatGoDuration(ms)).toBe(text);
  });
});
