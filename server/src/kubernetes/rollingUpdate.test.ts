import { expect, test } from 'vitest';
import { resolveFenceposts } from './rollingUpdate.ts';

// The first five are those of deployment_util_test.go.
test.each([
  ['39%', '39%', 10, 4, 3],
  ['0%', '0%', 10, 0, 1],
  [undefined, '39%', 10, 0, 3],
  ['39%', undefined, 10, 4, 0],
  [undefined, undefined, 10, 0, 1],
  ['25%', '25%', 4, 1, 1],
  ['25%', '25%', 3, 1, 0],
  ['25%', '25%', 1, 1, 0],
  [0, '1%', 2, 0, 1],
  ['1%', 0, 1, 1, 0],
  [3, 2, 10, 3, 2],
])('surge %s, unavailable %s of %i: %i and %i', (surge, unavailable, desired, maxSurge, maxUnavailable) => {
  expect(resolveFenceposts(surge, unavailable, desired)).toEqual({ maxSurge, maxUnavailable });
});
