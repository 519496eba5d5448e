/**
 * Breaks a text at spaces so that lines have at most `width` characters (`goutils.WrapCustom`). `breaksWords` cuts longer
 * words, too.
 */
export function wrapText(text: string, width: number, separator: string, breaksWords: boolean): string {
  const size = Math.max(width, 1);
  let offset = 0;
  let result = '';
  while (text.length - offset > size) {
    if (text[offset] === ' ') {
      offset++;
      continue;
    }
    const space = text.lastIndexOf(' ', offset + size);
    if (space >= offset) {
      result += text.slice(offset, space) + separator;
      offset = space + 1;
    } else if (breaksWords) {
      result += text.slice(offset, offset + size) + separator;
      offset += size;
    } else {
      const next = text.indexOf(' ', offset + size);
      if (next < 0) break;
      result += text.slice(offset, next) + separator;
      offset = next + 1;
    }
  }
  return result + text.slice(offset);
}
