/**
 * Fixtures that a person can read: a manifest whose expected findings stand below the lines they are about.
 *
 *     successThreshold: 2
 *     #                 ^ 💡 error: A liveness probe takes …
 *
 * Carets mark the range; `#<--` marks the first word of a line that begins at column 0. 💡 says that a fix is offered.
 * A text that ends in `…` only has to begin like that. Marker lines are taken out before the manifest is read.
 */
export interface ExpectedFinding {
  /** Zero-based, in the text without markers. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Fixture {
  readonly text: string;
  readonly expected: readonly ExpectedFinding[];
}

const caretMarker = /^(\s*#\s*)(\^+) (.*)$/;
const columnZeroMarker = /^\s*#<-- (.*)$/;

export function parseFixture(source: string): Fixture {
  const lines: string[] = [];
  const expected: ExpectedFinding[] = [];
  for (const line of dedent(source).split('\n')) {
    const caret = caretMarker.exec(line);
    const zero = columnZeroMarker.exec(line);
    const about = lines.length - 1;
    if (caret) {
      const [, before = '', carets = '', text = ''] = caret;
      expected.push({ line: about, start: before.length, end: before.length + carets.length, text });
    } else if (zero) {
      const word = /^[^\s:]*/.exec(lines[about] ?? '')?.[0] ?? '';
      expected.push({ line: about, start: 0, end: word.length, text: zero[1] ?? '' });
    } else lines.push(line);
  }
  return { text: lines.join('\n'), expected };
}

/** Takes away the blank first line and the indentation that template literals bring along. */
export function dedent(source: string): string {
  const lines = source
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}
