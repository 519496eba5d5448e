const encodings = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

interface TextEncoding {
  /** The byte order mark; empty where there is none. */
  readonly mark: readonly number[];
  readonly encoding: (typeof encodings)[number]['encoding'];
}

/** What the byte order mark says, else UTF-8. */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  const marked = encodings.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte));
  return marked ?? { mark: [], encoding: 'utf-8' };
}

/**
 * The text of a file as an editor shows it: UTF-8, or what its byte order mark says, without the mark. Undefined where
 * the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes).encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * The encoding that bytes which are no UTF-8 are most likely in: that of Chinese Windows, where each character beyond ASCII
 * takes two bytes in the range of GB 2312. Undefined where they look like nothing in particular.
 */
export function guessEncoding(bytes: Uint8Array): 'GBK' | undefined {
  let characters = 0;
  for (let i = 0; i < bytes.length; i++) {
    const [lead, trail] = [bytes[i]!, bytes[i + 1] ?? 0];
    if (lead === 0) return undefined;
    if (lead < 0x80) continue;
    if (lead < 0xa1 || lead > 0xf7 || trail < 0xa1 || trail > 0xfe) return undefined;
    characters++;
    i++;
  }
  return characters > 0 ? 'GBK' : undefined;
}
