const encodings = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text of a file as an editor shows it: UTF-8, or what its byte order mark says, without the mark. Undefined where
 * the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const marked = encodings.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte));
  try {
    const text = new TextDecoder(marked?.encoding ?? 'utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
