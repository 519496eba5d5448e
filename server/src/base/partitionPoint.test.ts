import { expect, test } from 'vitest';
import { partitionPoint } from './partitionPoint.ts';

test.each([
  [[], 3, 0],
  [[1, 2, 3], 0, 0],
  [[1, 2, 3], 2, 1],
  [[1, 2, 2, 3], 2, 1],
  [[1, 2, 3], 4, 3],
])('of %j, the first that is not below %i stands at %i', (items, limit, expected) => {
  expect(partitionPoint(items, (item) => item < limit)).toBe(expected);
});

test('nothing before `from` is looked at', () => {
  expect(partitionPoint([1, 2, 3], (item) => item < 2, 2)).toBe(2);
});
