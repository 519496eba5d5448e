/**
 * Files of a chart as texts. Bytes that are no UTF-8 are kept, each as a code unit of its own (U+DC80 to U+DCFF), so that
 * `b64enc` of a picture or an archive gives what Helm gives.
 */

const escapes = 0xdc00;
/** So many code units are put together at once. */
const chunk = 8192;

/** Without a byte order mark, as Helm reads files. */
export function fileText(bytes: Uint8Array): string {
  let text = '';
  let units: number[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) units.push(escapes + bytes[at]!);
    else pushCode(units, codeAt(bytes, at, length));
    at += Math.max(length, 1);
    if (units.length >= chunk) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** The byte that a code unit stands for; undefined where it is a character. */
export function escapedByte(code: number): number | undefined {
  return code >= escapes + 0x80 && code <= escapes + 0xff ? code - escapes : undefined;
}

function pushCode(units: number[], code: number): void {
  if (code < 0x10000) units.push(code);
  else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
}

function codeAt(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!;
  let code = length === 1 ? first : first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) code = (code << 6) | (bytes[at + i]! & 63);
  return code;
}

/** How many bytes the character takes; 0 where none begins there: too long a form, half of a pair, beyond Unicode. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i] ?? 0) >> 6 !== 2) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return length > 1 && (second < lowest || second > highest) ? 0 : length;
}
