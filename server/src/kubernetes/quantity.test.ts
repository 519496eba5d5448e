import { expect, test } from 'vitest';
import { parseQuantity } from './quantity.ts';

test.each([
  ['1', 1],
  [2, 2],
  [0.5, 0.5],
  ['250m', 0.25],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['128M', 128e6],
  ['2e3', 2000],
  ['2E-3', 0.002],
  ['1E', 1e18],
  ['.5', 0.5],
  ['5.', 5],
  ['-1k', -1000],
  ['+1Ki', 1024],
  ['Gi', 0],
  ['-', 0],
  ['.', 0],
])('%j is %d', (text, value) => {
  expect(parseQuantity(text)).toEqual({ value: expect.closeTo(value, 9) });
});

test.each([
  ['', /regular expression/],
  ['1 Gi', /regular expression/],
  ['1Gi ', /regular expression/],
  ['one', /regular expression/],
  ['1.2.3', /regular expression/],
  ['1GB', /regular expression/],
  ['1KI', /regular expression/],
  ['1ki', /suffix/],
  ['1K', /suffix/],
  ['1e', /suffix/],
  ['1mm', /suffix/],
])('%j is refused', (text, message) => {
  expect(parseQuantity(text)).toEqual({ error: expect.stringMatching(message) });
});
