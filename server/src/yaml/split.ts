/**
 * Cuts a file into its `---` documents, so that an edit costs only the document that it touches.
 * Each piece can be parsed alone: at column 0 `---` ends a document even inside a block scalar (YAML 1.2, 9.1.2).
 */
import { lineStart } from '../base/line.ts';

export interface Piece {
  /** Where the piece begins in the file. */
  readonly offset: number;
  readonly text: string;
}

const marker = /^---(?=\s|$)/gm;

/**
 * The pieces of `text` in order; joined they are `text` again. A piece begins with its `---` line, or, where only
 * comments, blank lines and directives stand before that, with those.
 */
export function splitDocuments(text: string): Piece[] {
  const starts = [0];
  for (const match of text.matchAll(marker)) {
    const start = directivesBefore(text, match.index);
    const previous = starts.at(-1)!;
    if (start === previous) continue;
    if (starts.length === 1 && !hasContent(text.slice(0, start))) continue;
    starts.push(start);
  }
  return starts.map((offset, i) => ({ offset, text: text.slice(offset, starts[i + 1] ?? text.length) }));
}

/** `%YAML` and `%TAG` lines belong to the document that follows them. */
function directivesBefore(text: string, markerStart: number): number {
  let start = markerStart;
  for (;;) {
    const above = lineStart(text, start - 1);
    if (above >= start || text[above] !== '%') return start;
    start = above;
  }
}

function hasContent(text: string): boolean {
  return /^(?!\s*(#|$)|%)/m.test(text.replace(/^\uFEFF/, ''));
}
