/** The text that a file becomes, to be shown beside it: which line of the file each of its lines comes from. */
import type { Span } from '../../base/span.ts';
import { span } from '../../base/span.ts';

export interface RenderedText {
  readonly text: string;
  /** For each line of `text` the line of the file; both count from 0. */
  readonly lines: readonly number[];
}

/**
 * @param toFile gives the place in the file that a piece of the text comes from
 * @param lineOf gives the line of an offset of the file
 */
export function renderedText(
  text: string,
  toFile: (piece: Span) => Span,
  lineOf: (offset: number) => number,
): RenderedText {
  const lines: number[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const from = start + /^\s*/.exec(line)![0].length;
    // An empty line belongs to the one before it.
    lines.push(
      from === start + line.length ? (lines.at(-1) ?? 0) : lineOf(toFile(span(from, start + line.length)).start),
    );
    start += line.length + 1;
  }
  return { text, lines };
}
