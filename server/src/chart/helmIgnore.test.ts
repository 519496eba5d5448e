/** What `.helmignore` leaves out; cases of Helm's own rules (`pkg/ignore/rules.go`). */
import { expect, test } from 'vitest';
import { helmIgnore } from './helmIgnore.ts';

test.each([
  ['', 'templates/.swap', true],
  ['', 'templates/web.yaml', false],
  ['*.bak', 'templates/web.yaml.bak', true],
  ['# *.yaml\n\n', 'a.yaml', false],
  ['ci/', 'ci/values.yaml', true],
  ['ci/', 'ci', false],
  ['/docs', 'docs/a.md', true],
  ['/a.yaml', 'b/a.yaml', false],
  ['templates/tests/*', 'templates/tests/a.yaml', true],
  ['templates/tests/*', 'templates/tests/b/a.yaml', true],
  ['[ab].txt', 'b.txt', true],
  ['[^ab].txt', 'b.txt', false],
  ['!keep.txt', 'other.txt', true],
  ['**/x', 'a/x', false],
])('%j leaves out %s: %s', (text, path, isLeftOut) => {
  expect(helmIgnore(text)(path)).toBe(isLeftOut);
});
