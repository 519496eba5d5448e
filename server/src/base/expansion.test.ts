/** As the rows of `TestMapping` in upstream's `third_party/forked/golang/expansion/expand_test.go` are meant. */
import { expect, test } from 'vitest';
import { expand } from './expansion.ts';

const values: Readonly<Record<string, string>> = { A: 'a', B: '$(A)', EMPTY: '' };

test.each([
  ['$(A)', 'a'],
  ['x$(A)y$(A)', 'xaya'],
  ['$(B)', '$(A)'],
  ['$(EMPTY)', ''],
  ['$(NONE)', '$(NONE)'],
  ['$$(A)', '$(A)'],
  ['$$$(A)', '$a'],
  ['$A', '$A'],
  ['$', '$'],
  ['$(A', '$(A'],
  ['$(A $$', '$(A $'],
])('TestMapping: %s', (text, expected) => {
  expect(expand(text, (name) => values[name])).toBe(expected);
});
