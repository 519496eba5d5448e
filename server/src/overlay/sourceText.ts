/** Texts that are read as YAML: whole files, and blocks inside of them, such as an inline patch. */
import type { SourcePlace } from '../traced/tracedText.ts';

export interface SourceText {
  readonly text: string;
  /** Where a piece of the text stands in its file. */
  placeOf(start: number, end: number): SourcePlace;
}

export function wholeFile(file: string, text: string): SourceText {
  return { text, placeOf: (start, end) => ({ file, start, end, isLiteral: true }) };
}

/**
 * The text of a block scalar (`|`), line by line where it stands. Of other scalars only the whole has a place, unless they
 * are written on one line.
 */
export function scalarText(value: string, outer: SourceText, start: number, end: number): SourceText {
  const source = outer.text.slice(start, end);
  const inLine = source.indexOf(value);
  if (!source.startsWith('|') && inLine >= 0 && !value.includes('\n'))
    return { text: value, placeOf: (from, to) => outer.placeOf(start + inLine + from, start + inLine + to) };
  const lines = source.startsWith('|') ? blockLines(value, source) : undefined;
  const whole = () => ({ ...outer.placeOf(start, end), isLiteral: false });
  if (!lines) return { text: value, placeOf: whole };
  return {
    text: value,
    placeOf(from, to) {
      const line = lines.findLast((one) => one.inValue <= from);
      if (!line) return whole();
      const place = outer.placeOf(start + line.inSource + from - line.inValue, 0);
      const last = lines.findLast((one) => one.inValue <= to)!;
      const until = outer.placeOf(0, start + last.inSource + to - last.inValue);
      return { ...place, end: until.end, isLiteral: last === line && place.isLiteral };
    },
  };
}

interface BlockLine {
  readonly inValue: number;
  readonly inSource: number;
}

/** Where each line of a literal block begins, behind its indentation; undefined where the text is not what stands there. */
function blockLines(value: string, source: string): BlockLine[] | undefined {
  const lines: BlockLine[] = [];
  let at = source.indexOf('\n') + 1;
  let indent: number | undefined;
  let inValue = 0;
  for (const line of value.split('\n')) {
    if (at > source.length) break;
    const lineEnd = source.indexOf('\n', at);
    const written = source.slice(at, lineEnd < 0 ? source.length : lineEnd).replace(/\r$/, '');
    if (line !== '') {
      indent ??= written.length - line.length;
      if (written.slice(indent) !== line) return undefined;
    }
    lines.push({ inValue, inSource: at + (line === '' ? 0 : indent!) });
    inValue += line.length + 1;
    at = lineEnd < 0 ? source.length + 1 : lineEnd + 1;
  }
  return lines;
}
