import { expect, test } from 'vitest';
import { decodeText } from './decodeText.ts';

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
