import type { LineIndex } from '../../../base/lineIndex.ts';
import type { Span } from '../../../base/span.ts';
import { columnsOf, harmless } from '../../plainText.ts';

export interface FrameStyle {
  readonly columns: number;
  /** Colour of the carets and of the line's mark. */
  readonly mark: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** How many lines stand above the line that it is about. */
const linesBefore = 2;
const tab = '  ';

/**
 * The lines around a span, with carets below what it covers:
 *
 *       22 │ livenessProbe:
 *     > 23 │   successThreshold: 2
 *          │                     ^
 */
export function codeFrame(lines: LineIndex, span: Span, { columns, mark, dim }: FrameStyle): string[] {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  const first = Math.max(0, start.line - linesBefore);
  const numberWidth = String(start.line + 1).length;
  const room = Math.max(20, columns - numberWidth - 8);
  const number = (line: number | undefined) => dim(`${String(line ?? '').padStart(numberWidth)} │`);
  const frame: string[] = [];
  for (let line = first; line < start.line; line++) {
    frame.push(`    ${number(line + 1)} ${dim(cut(shown(lines.line(line), room + 1), room))}`.trimEnd());
  }
  const text = lines.line(start.line);
  const until = end.line === start.line ? end.character : text.length;
  // A line wider than the terminal (JSON on one line) is shown from a little before the place on.
  const from = columnsOf(shown(text, room + 1)) <= room ? 0 : Math.max(0, start.character - 20);
  const lead = from > 0 ? '…' : '';
  const before = lead + shown(text.slice(from, start.character), room);
  const covered = shown(text.slice(start.character, Math.max(until, start.character)), room);
  const carets = Math.max(1, Math.min(columnsOf(covered), room - columnsOf(before)));
  frame.push(
    `  ${mark('>')} ${number(start.line + 1)} ${cut(lead + shown(text.slice(from), room + 1), room)}`.trimEnd(),
  );
  frame.push(`    ${number(undefined)} ${' '.repeat(columnsOf(before))}${mark('^'.repeat(carets))}`);
  return frame;
}

/** As much of the text as can matter in so many columns. */
function shown(text: string, columns: number): string {
  return harmless(text.slice(0, 4 * columns).replaceAll('\t', tab));
}

function cut(text: string, room: number): string {
  if (columnsOf(text) <= room) return text;
  let width = 0;
  let end = 0;
  for (const char of text) {
    width += columnsOf(char);
    if (width > room - 1) break;
    end += char.length;
  }
  return `${text.slice(0, end)}…`;
}
