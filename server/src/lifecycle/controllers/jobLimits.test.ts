import { expect, it } from 'vitest';
import { isPastBackoffLimitOnFailure, jobCompletions } from './jobLimits.ts';

/** Upstream: `pkg/controller/job/job_controller_test.go`. */
it.each([
  ['no restart, limit 0', 0, 0, false],
  ['the first restart, limit 0', 1, 0, true],
  ['the first restart, limit 1: there is no second try', 1, 1, true],
  ['one restart of two', 1, 2, false],
  ['as many restarts as the limit', 6, 6, true],
])('TestPastBackoffLimitOnFailure: %s', (_, restarts, limit, expected) => {
  expect(isPastBackoffLimitOnFailure(restarts, limit)).toBe(expected);
});

it.each([
  ['without both, one', {}, 1],
  ['with parallelism alone, a work queue', { parallelism: 3 }, undefined],
  ['as said', { completions: 5, parallelism: 3 }, 5],
] as const)('completions: %s', (_, spec, expected) => {
  expect(jobCompletions(spec)).toBe(expected);
});
