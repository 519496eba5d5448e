import { encodingOf } from './decodeText.ts';

/** The bytes of a text in the encoding of other bytes, with a byte order mark where they have one. */
export function encodeLike(text: string, bytes: Uint8Array): Uint8Array {
  const { mark, encoding } = encodingOf(bytes);
  const content = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return Buffer.concat([Buffer.from(mark), encoding === 'utf-16be' ? content.swap16() : content]);
}
