import { expect, it } from 'vitest';
import { deploymentFenceposts } from './deploymentController.ts';

/** Upstream: `pkg/controller/deployment/util/deployment_util_test.go`. */
it.each([
  ['both default to 25 %, one up and one down', { replicas: 3 }, { maxSurge: 1, maxUnavailable: 0 }],
  [
    'surge rounds up, unavailable rounds down',
    { replicas: 10, max: ['25%', '25%'] },
    { maxSurge: 3, maxUnavailable: 2 },
  ],
  [
    '0 and 0 would never move, so one may be unavailable',
    { replicas: 2, max: [0, '10%'] },
    { maxSurge: 0, maxUnavailable: 1 },
  ],
  ['numbers stay', { replicas: 2, max: [3, 5] }, { maxSurge: 3, maxUnavailable: 5 }],
] as const)('TestResolveFenceposts: %s', (_, given, expected) => {
  const [maxSurge, maxUnavailable] = 'max' in given ? given.max : [];
  const rollingUpdate = maxSurge === undefined || maxUnavailable === undefined ? {} : { maxSurge, maxUnavailable };
  expect(deploymentFenceposts({ replicas: given.replicas, strategy: { rollingUpdate } })).toEqual(expected);
});
