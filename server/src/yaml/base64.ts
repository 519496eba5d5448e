/** What `!!binary` holds: Go's base64, and what its JSON encoder makes of the octets. */
import { trimEndOf } from '../base/trimEndOf.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text that the octets are; undefined where the source is no base64. */
export function decodeBase64(source: string): string | undefined {
  const text = source.replace(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const octets: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of trimEndOf(text, '=')) {
    bits = ((bits << 6) | alphabet.indexOf(char)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets.push((bits >> count) & 0xff);
  }
  return decodeUtf8(octets);
}

/** Each octet that is no UTF-8 becomes U+FFFD. */
function decodeUtf8(octets: readonly number[]): string {
  let text = '';
  for (let i = 0; i < octets.length; ) {
    const width = sequenceWidth(octets, i);
    if (width === 0) {
      text += '\uFFFD';
      i++;
      continue;
    }
    let code = width === 1 ? octets[i]! : octets[i]! & (0xff >> (width + 1));
    for (let k = 1; k < width; k++) code = (code << 6) | (octets[i + k]! & 0x3f);
    text += String.fromCodePoint(code);
    i += width;
  }
  return text;
}

/** How many octets form the character that begins at `at`; 0 where none does. */
function sequenceWidth(octets: readonly number[], at: number): number {
  const first = octets[at]!;
  if (first < 0x80) return 1;
  const width = first >= 0xc2 && first < 0xe0 ? 2 : first >> 4 === 14 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  for (let k = 1; k < width; k++) if ((octets[at + k] ?? 0) >> 6 !== 2) return 0;
  const second = octets[at + 1] ?? 0;
  const isOutside =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f);
  return isOutside ? 0 : width;
}
