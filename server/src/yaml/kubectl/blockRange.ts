/** How far block collections reach, as `yaml` counts it. */
import { type Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { lineStart } from '../../base/line.ts';
import { carriageReturn, lineFeed, space, tab } from './characters.ts';

const hash = 0x23;

export class BlockRanges {
  readonly #text: string;
  /** Collections that end together have the same comments below. */
  #lastComments = { from: -1, end: -1, column: -1 };

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * A block collection reaches over the line end of what it ends with; the comments below count as its own where one of them
   * is indented as far as it is.
   */
  set<T extends YAMLMap | YAMLSeq>(collection: T, start: number, last: Node | null | undefined): T {
    const range = last?.range;
    const end = range ? (endsByItself(last) ? range[1] : lineEnd(this.#text, range[1])) : start;
    const comments = this.#commentsFrom(end);
    const outerEnd = comments.column >= start - lineStart(this.#text, start) ? comments.end : end;
    // A comment below an empty value stands where its value would.
    collection.range = [start, isEmpty(last) ? outerEnd : end, outerEnd];
    return collection;
  }

  #commentsFrom(from: number): { readonly end: number; readonly column: number } {
    if (this.#lastComments.from !== from) this.#lastComments = { from, ...commentsBelow(this.#text, from) };
    return this.#lastComments;
  }
}

/** The comments on the lines from an offset on: where they end, and how far the one furthest to the right is indented. */
function commentsBelow(text: string, from: number): { readonly end: number; readonly column: number } {
  let end = from;
  let column = -1;
  for (let line = from; line < text.length; ) {
    let at = line;
    while (isBlank(text.charCodeAt(at))) at++;
    const code = text.charCodeAt(at);
    if (at < text.length && code !== hash && code !== lineFeed) break;
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    if (code === hash) {
      end = next;
      column = Math.max(column, at - line);
    }
    line = next;
  }
  return { end, column };
}

/** Behind the line break that only white space and a comment separate from an offset; else the offset. */
function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) === hash) {
    const newline = text.indexOf('\n', at);
    at = newline < 0 ? text.length : newline;
  }
  if (text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed) return at + 2;
  return text.charCodeAt(at) === lineFeed ? at + 1 : at;
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** What ends with a line break of its own. */
function endsByItself(node: Node | null | undefined): boolean {
  if (node instanceof YAMLMap || node instanceof YAMLSeq) return !node.flow;
  return node instanceof Scalar && (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL);
}

function isEmpty(node: Node | null | undefined): boolean {
  return node instanceof Scalar && node.range?.[0] === node.range?.[1];
}
