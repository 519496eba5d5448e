import { expect, test } from 'vitest';
import { LineIndex } from './lineIndex.ts';

const text = 'a: 1\r\n💡b: 2\rc: 3\n';

test.each([
  [0, 0, 0],
  [3, 0, 3],
  [6, 1, 0],
  [8, 1, 2],
  [13, 2, 0],
  [17, 2, 4],
  [18, 3, 0],
])('offset %i is line %i, character %i', (offset, line, character) => {
  expect(new LineIndex(text).positionAt(offset)).toEqual({ line, character });
});

test('gives lines without their ends', () => {
  const index = new LineIndex(text);
  expect([0, 1, 2, 3, 4].map((line) => index.line(line))).toEqual(['a: 1', '💡b: 2', 'c: 3', '', '']);
  expect(index.lineCount).toBe(4);
});
