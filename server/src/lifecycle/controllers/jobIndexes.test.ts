import { expect, test } from 'vitest';
import type { SuccessPolicy } from '../../kubernetes/workloadSpec.ts';
import { formatIndexes, matchSuccessPolicy, parseIndexes } from './jobIndexes.ts';

test.each([
  [[], ''],
  [[0], '0'],
  [[1, 0], '0,1'],
  [[0, 2, 3, 4, 7], '0,2-4,7'],
])('%o is written %s', (indexes, text) => {
  expect(formatIndexes(indexes)).toBe(text);
  expect(parseIndexes(text, 10)).toEqual([...indexes].sort((a, b) => a - b));
});

test('what lies beyond the completions or is no index is left out', () => {
  expect(parseIndexes('0-2,8-20,x,5', 10)).toEqual([0, 1, 2, 8, 9, 5]);
});

test.each<[string, SuccessPolicy['rules'], readonly number[], string | undefined]>([
  ['no rule', [], [0, 1], undefined],
  ['nothing has succeeded', [{ succeededCount: 0 }], [], undefined],
  ['a number', [{ succeededCount: 2 }], [3, 5], 'Matched rules at index 0'],
  ['too few', [{ succeededCount: 2 }], [3], undefined],
  ['all of these', [{ succeededIndexes: '0,2-3' }], [0, 2, 3], 'Matched rules at index 0'],
  ['one of these is missing', [{ succeededIndexes: '0,2-3' }], [0, 1, 2], undefined],
  ['some of these', [{ succeededIndexes: '0,2-3', succeededCount: 2 }], [0, 1, 2], 'Matched rules at index 0'],
  ['the second rule', [{ succeededIndexes: '9' }, { succeededCount: 1 }], [0], 'Matched rules at index 1'],
])('%s', (_, rules, succeeded, message) => {
  expect(matchSuccessPolicy({ rules }, new Set(succeeded), 10)).toBe(message);
});
