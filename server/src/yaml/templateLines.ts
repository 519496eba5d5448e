/** The lines of a templated text: what on them is written, and what is templates only. */
import { partitionPoint } from '../base/partitionPoint.ts';
import type { Span } from '../base/span.ts';

export interface Line extends Span {
  /** Of the first character that is no white space; that may be a template's. */
  readonly indent: number;
  readonly kind: 'blank' | 'comment' | 'template' | 'content';
  /** Whether what begins the line, white space aside, is a template. */
  readonly beginsWithTemplate: boolean;
}

/** @param pieces templates and whatever is left out, in order. */
export function linesOf(text: string, pieces: readonly Span[]): Line[] {
  const lines: Line[] = [];
  let next = 0;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    while (next < pieces.length && pieces[next]!.end <= start) next++;
    lines.push(readLine(text, start, end, pieces, next));
    if (newline < 0) break;
    start = newline + 1;
  }
  return lines;
}

function readLine(text: string, start: number, end: number, pieces: readonly Span[], from: number): Line {
  let first = start;
  while (first < end && isBlank(text[first]!)) first++;
  const indent = first - start;
  if (first === end) return { start, end, indent, kind: 'blank', beginsWithTemplate: false };
  const beginsWithTemplate = (pieces[from]?.start ?? end) <= first && pieces[from]!.end > first;
  let at = first;
  for (let index = from; at < end; ) {
    const piece = pieces[index];
    if (piece && piece.start <= at) {
      at = Math.max(at, piece.end);
      index++;
    } else if (isBlank(text[at]!)) at++;
    else break;
  }
  if (at >= end) return { start, end, indent, kind: 'template', beginsWithTemplate };
  const isComment = text[at] === '#' && (at === first || isBlank(text[at - 1]!) || beginsWithTemplate);
  const kind = !isComment ? 'content' : at === first ? 'comment' : 'template';
  return { start, end, indent, kind, beginsWithTemplate };
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}

/** The index of the line that holds the offset; `from` is one at or before it. */
export function lineIndexOf(lines: readonly Line[], offset: number, from = 0): number {
  return Math.max(from, partitionPoint(lines, ({ start }) => start <= offset, from) - 1);
}

/** For each line the next one behind it that has content; undefined where none has. */
export function nextContent(lines: readonly Line[]): readonly (Line | undefined)[] {
  const following: (Line | undefined)[] = new Array(lines.length);
  let next: Line | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    following[index] = next;
    if (lines[index]!.kind === 'content') next = lines[index];
  }
  return following;
}
