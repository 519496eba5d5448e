/** Bytes survive being a text. */
import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { fileText } from './fileText.ts';
import { utf8 } from './format.ts';

test('any bytes come out as they went in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.slice(3) : bytes;
      expect(utf8(fileText(bytes))).toEqual([...marked]);
    }),
  );
});

test('a text is read as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
      expect(fileText(new TextEncoder().encode(text))).toBe(text.replace(/^\uFEFF/, ''));
    }),
  );
});

test('a long text is read in pieces', () => {
  const text = 'é€😀'.repeat(5000);
  expect(fileText(new TextEncoder().encode(`\uFEFF${text}`))).toBe(text);
});
