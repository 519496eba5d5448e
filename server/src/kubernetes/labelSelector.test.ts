import { expect, test } from 'vitest';
import {
  checkRequirement,
  isEmptySelector,
  isValidSelector,
  type LabelSelector,
  matchesSelector,
} from './labelSelector.ts';

test.each([
  [{ matchLabels: { app: 'a' } }, true],
  [{ matchLabels: { app: 'a', tier: 'x' } }, false],
  [{ matchLabels: { toString: 'a' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, false],
  [{ matchExpressions: [{ key: 'other', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{}, true],
] as [LabelSelector, boolean][])('%j matches app=a: %s', (selector, matches) =>
  expect(matchesSelector(selector, { app: 'a' })).toBe(matches),
);

test.each([
  [{ key: 'app', operator: 'In', values: [] }, ['values']],
  [{ key: 'app', operator: 'Exists', values: ['a'] }, ['values']],
  [{ key: 'app', operator: 'in', values: ['a'] }, ['operator']],
  [{ key: 'a b', operator: 'Exists' }, ['key']],
  [{ key: 'app', operator: 'In', values: ['a b'] }, ['values']],
  [{ key: 'example.com/app', operator: 'DoesNotExist' }, []],
])('%j has faults in %j', (requirement, fields) =>
  expect(checkRequirement(requirement).map(({ field }) => field)).toEqual(fields),
);

test('empty and invalid selectors', () => {
  expect(isEmptySelector({ matchLabels: {} })).toBe(true);
  expect(isEmptySelector({ matchExpressions: [{ key: 'a', operator: 'Exists' }] })).toBe(false);
  expect(isValidSelector({ matchLabels: { '-a': 'b' } })).toBe(false);
  expect(isValidSelector({ matchLabels: { a: '' } })).toBe(true);
});
