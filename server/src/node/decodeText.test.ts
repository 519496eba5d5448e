import { expect, test } from 'vitest';
import { decodeText, guessEncoding } from './decodeText.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

test.each([
  ['UTF-8', bytes(0x61, 0xc3, 0xa9), 'aé'],
  ['UTF-8 with a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61), 'a'],
  ['UTF-16, little end first', bytes(0xff, 0xfe, 0x61, 0x00), 'a'],
  ['UTF-16, big end first', bytes(0xfe, 0xff, 0x00, 0x61), 'a'],
  ['nothing', bytes(), ''],
  ['bytes that are not UTF-8', bytes(0x61, 0xff), undefined],
  ['half a UTF-16 character', bytes(0xff, 0xfe, 0x61), undefined],
  ['NUL', bytes(0x61, 0x00), undefined],
])('%s', (_, input, text) => {
  expect(decodeText(input)).toBe(text);
});

test.each([
  // `# 存活` and `接口` as Windows writes them in China.
  ['GBK', bytes(0x23, 0x20, 0xb4, 0xe6, 0xbb, 0xee, 0x0a, 0x61), 'GBK'],
  ['Latin 1', bytes(0x66, 0x72, 0xe8, 0x72, 0x65), undefined],
  ['UTF-8 that is cut off', bytes(0xe6, 0x8e), undefined],
  ['an image', bytes(0x89, 0x50, 0x4e, 0x47, 0x00), undefined],
  ['ASCII', bytes(0x61), undefined],
])('the encoding of %s', (_, input, encoding) => {
  expect(guessEncoding(input)).toBe(encoding);
});
