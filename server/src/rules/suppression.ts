/**
 * Comments that silence rules:
 *
 *     # probewise-disable-next-line some-rule, another-rule -- the reason
 *     image: app:latest # probewise-disable-line some-rule
 *     # probewise-disable some-rule           (in the head of a document: for all of it)
 *     # probewise-disable-file some-rule      (in the head of a file: for all of it)
 */

import { visit } from 'yaml';
import { lineStart } from '../base/line.ts';
import { partitionPoint } from '../base/partitionPoint.ts';
import { type Span, span } from '../base/span.ts';
import type { DocumentContent } from '../manifest/file.ts';
import { nodeSpan } from '../yaml/document.ts';

export interface Suppression {
  readonly scope: 'line' | 'document' | 'file';
  /** The comment; relative to the document, as all spans here. */
  readonly span: Span;
  readonly rules: readonly NamedRule[];
  /** The line that it is about; where it is about a whole document, that. */
  readonly extent: Span;
  /** A comment about a whole document counts only in its head. */
  readonly isMisplaced: boolean;
}

export interface NamedRule {
  readonly id: string;
  readonly span: Span;
}

/** A comment with those of its rules that had nothing to say. */
export interface UnusedSuppression extends Suppression {
  readonly unused: readonly NamedRule[];
  /** Identifiers that could have been meant. */
  readonly knownRules: readonly string[];
}

const word = 'probewise-disable';
const comment = /#[ \t]*probewise-disable(-next-line|-line|-file)?(?=[ \t\r\n]|$)([^\r\n]*)/g;
const none: readonly Suppression[] = [];
const known = new WeakMap<DocumentContent, readonly Suppression[]>();

/** The suppressions in a document, in the order of the text. */
export function suppressionsOf(content: DocumentContent): readonly Suppression[] {
  // Most documents have none: the search for the word costs next to nothing.
  if (!content.text.includes(word)) return none;
  let suppressions = known.get(content);
  if (!suppressions) {
    const texts = textsWithHash(content);
    const nextLine = nextLines(content.text);
    suppressions = [...content.text.matchAll(comment)]
      .filter(({ index }) => isComment(content.text, index, texts))
      .map((match) => read(content, match, nextLine));
    known.set(content, suppressions);
  }
  return suppressions;
}

function read(content: DocumentContent, match: RegExpExecArray, nextLine: (offset: number) => number): Suppression {
  const { text, yaml } = content;
  const [whole, suffix, rest = ''] = match;
  const end = match.index + whole.length;
  const names = /^(?:(?!--)[^\r\n])*/.exec(rest)?.[0] ?? '';
  const rules = [...names.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => {
    const start = end - rest.length + index;
    return { id, span: span(start, start + id.length) };
  });
  const place = { span: span(match.index, match.index + whole.trimEnd().length), rules };
  if (suffix === '-line') return { ...place, scope: 'line', extent: lineAt(text, match.index), isMisplaced: false };
  if (suffix === '-next-line')
    return { ...place, scope: 'line', extent: lineAt(text, nextLine(match.index)), isMisplaced: false };
  const begins = yaml.root?.range?.[0] ?? text.length;
  return {
    ...place,
    scope: suffix === '-file' ? 'file' : 'document',
    extent: span(0, text.length),
    isMisplaced: match.index > begins,
  };
}

/** The texts in which a `#` is no comment, in their order. */
function textsWithHash({ text, yaml }: DocumentContent): readonly Span[] {
  const found: Span[] = [];
  if (!yaml.root) return found;
  visit(yaml.root, {
    Scalar(_, node) {
      const place = nodeSpan(node);
      if (text.slice(place.start, place.end).includes('#')) found.push(place);
    },
  });
  return found.sort((a, b) => a.start - b.start);
}

/** Not a `#` inside a text. */
function isComment(text: string, offset: number, texts: readonly Span[]): boolean {
  if (offset > 0 && !/\s/.test(text[offset - 1]!)) return false;
  const low = partitionPoint(texts, ({ start }) => start <= offset);
  return low === 0 || texts[low - 1]!.end <= offset;
}

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return span(lineStart(text, offset), end < 0 ? text.length : end);
}

/**
 * The start of the next line that says something: comments may stand in between. Asked in the order of the text, it looks at
 * each line once.
 */
function nextLines(text: string): (offset: number) => number {
  let last = { from: -1, start: -1 };
  return (offset) => {
    if (last.from <= offset && offset < last.start) return last.start;
    last = { from: offset, start: nextLine(text, offset) };
    return last.start;
  };
}

function nextLine(text: string, offset: number): number {
  let start = text.indexOf('\n', offset) + 1;
  while (start > 0) {
    const { end } = lineAt(text, start);
    if (!/^\s*(#|$)/.test(text.slice(start, end))) return start;
    if (end === text.length) break;
    start = end + 1;
  }
  return text.length;
}
