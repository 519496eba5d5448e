import { describe, expect, test } from 'vitest';
import { minute, second } from '../kernel/time.ts';
import { type BackOffRecord, jobBackOff, nextBackOffRecord, remainingBackOff } from './jobBackOff.ts';
import { isPastBackoffLimitOnFailure, jobCompletions } from './jobLimits.ts';

const none: BackOffRecord = { failuresAfterLastSuccess: 0 };

// Tables of pkg/controller/job/backoff_utils_test.go.
describe('record', () => {
  test.each([
    ['nothing has ended', none, [], [], none],
    ['a failure', none, [], [10], { failuresAfterLastSuccess: 1, lastFailureAt: 10 }],
    ['several failures', none, [], [10, 30, 20], { failuresAfterLastSuccess: 3, lastFailureAt: 30 }],
    [
      'they add up',
      { failuresAfterLastSuccess: 2, lastFailureAt: 5 },
      [],
      [10],
      { failuresAfterLastSuccess: 3, lastFailureAt: 10 },
    ],
    [
      'nothing new',
      { failuresAfterLastSuccess: 2, lastFailureAt: 5 },
      [],
      [],
      { failuresAfterLastSuccess: 2, lastFailureAt: 5 },
    ],
    ['a success forgives', { failuresAfterLastSuccess: 2, lastFailureAt: 5 }, [10], [], none],
    ['a success in the same moment too', none, [10], [10], none],
    ['not what fails after it', none, [10], [5, 11, 12], { failuresAfterLastSuccess: 2, lastFailureAt: 12 }],
  ])('%s', (_, before, succeeded, failed, after) => {
    expect(nextBackOffRecord(before, succeeded, failed)).toEqual(after);
  });
});

describe('remaining time', () => {
  const limits = { base: 5 * second, max: 700 * second };
  test.each([
    [0, 0, 0],
    [1, 0, 5],
    [1, 1, 4],
    [1, 5, 0],
    [1, 60, 0],
    [2, 0, 10],
    [3, 0, 20],
    [8, 0, 640],
    [9, 0, 700],
    [40, 0, 700],
  ])('%i failures, the last %i s ago: %i s', (failuresAfterLastSuccess, elapsed, expected) => {
    const record = { failuresAfterLastSuccess, lastFailureAt: 0 };
    expect(remainingBackOff(record, elapsed * second, limits)).toBe(expected * second);
  });

  test("a Job's own limits are 10 s and 10 min", () => {
    expect(remainingBackOff({ failuresAfterLastSuccess: 7, lastFailureAt: 0 }, 0)).toBe(10 * minute);
    expect(jobBackOff.base).toBe(10 * second);
  });
});

test.each([
  [1, 1, true],
  [2, 2, true],
  [2, 3, false],
  [0, 0, false],
  [1, 0, true],
])('%i restarts with limit %i and OnFailure: failed %s', (restarts, limit, failed) => {
  expect(isPastBackoffLimitOnFailure(restarts, limit)).toBe(failed);
});

test.each([
  [{}, 1],
  [{ completions: 3 }, 3],
  [{ parallelism: 3 }, undefined],
  [{ completions: 5, parallelism: 2 }, 5],
])('%o needs %s successes', (spec, completions) => {
  expect(jobCompletions(spec)).toBe(completions);
});
