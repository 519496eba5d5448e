import { describe, expect, test } from 'vitest';
import { cleanupUnhealthy, newReplicas, oldReplicas } from './deploymentRolling.ts';
import { statefulSetMaxUnavailable } from './statefulSetController.ts';

// Tables of pkg/controller/deployment's own tests.
describe('the new ReplicaSet', () => {
  test.each([
    ['there is no room', 10, 0, 10, 0, 0],
    ['surge gives room', 10, 2, 10, 0, 2],
    ['what the old one lacks is room', 10, 2, 5, 0, 7],
    ['surge is used up', 10, 2, 10, 2, 2],
    ['it is too large', 10, 2, 2, 11, 10],
    ['never more than desired', 10, 5, 0, 8, 10],
  ])('%s', (_, desired, surge, old, before, after) => {
    expect(newReplicas(desired, before, [old], surge)).toBe(after);
  });
});

describe('the old ReplicaSets', () => {
  test.each([
    ['one may go', 10, 1, { replicas: 10, available: 10 }, { replicas: 0, available: 0 }, 9],
    ['two may go', 10, 2, { replicas: 10, available: 10 }, { replicas: 0, available: 0 }, 8],
    ['an unavailable one first', 10, 2, { replicas: 10, available: 9 }, { replicas: 0, available: 0 }, 8],
    ['only the unavailable ones', 10, 2, { replicas: 10, available: 8 }, { replicas: 0, available: 0 }, 8],
    ['none while new ones are unavailable', 10, 2, { replicas: 8, available: 8 }, { replicas: 2, available: 0 }, 8],
    ['one for each new one', 10, 2, { replicas: 8, available: 8 }, { replicas: 2, available: 1 }, 7],
  ])('%s', (_, desired, maxUnavailable, old, newSet, after) => {
    expect(oldReplicas(desired, newSet, [old], maxUnavailable)).toEqual([after]);
  });

  test('the oldest one first', () => {
    const oldSets = [
      { replicas: 3, available: 3 },
      { replicas: 5, available: 5 },
    ];
    expect(oldReplicas(8, { replicas: 0, available: 0 }, oldSets, 4)).toEqual([0, 4]);
  });

  test.each([
    [10, 8, 1, 9],
    [10, 8, 3, 8],
    [10, 8, 0, 10],
    [10, 10, 3, 10],
  ])('of %i with %i available, a cleanup of at most %i leaves %i', (replicas, available, max, left) => {
    expect(cleanupUnhealthy([{ replicas, available }], max)).toEqual([left]);
  });
});

test.each([
  [undefined, 5, 1],
  [3, 5, 3],
  ['10%', 5, 1],
  ['50%', 5, 2],
])("maxUnavailable %s of a StatefulSet's %i pods is %i", (amount, replicas, expected) => {
  expect(statefulSetMaxUnavailable(amount, replicas)).toBe(expected);
});
