import { expect, test } from 'vitest';
import { lineStart } from './line.ts';

test.each([
  ['', 0, 0],
  ['\n', 0, 0],
  ['\n', 1, 1],
  ['\n\n', 1, 1],
  ['ab\ncd', 2, 0],
  ['ab\ncd', 3, 3],
  ['ab\ncd', 5, 3],
  ['\nab', 0, 0],
  ['ab', -1, 0],
])('%j at %i', (text, offset, start) => {
  expect(lineStart(text, offset)).toBe(start);
});
