/**
 * Cuts a file into its documents, so that an edit costs only the document that it touches. The cuts are those of kubectl
 * (`YAMLReader` and `YAMLOrJSONDecoder` of k8s.io/apimachinery/pkg/util/yaml): at column 0 `---` ends a document even inside
 * of a quoted text, and a file that begins with `{` may hold several JSON values one behind the other.
 */
import { type Span, span } from '../base/span.ts';
import { jsonEnd, skipWhiteSpace } from './kubectl/json.ts';

export interface Piece {
  /** Where the piece begins in the file. */
  readonly offset: number;
  readonly text: string;
  /** What its place in the file does to the piece, if it does anything. */
  readonly standing?: Standing;
}

/**
 * `marker`: the YAML reader sees the piece's own `---`, since nothing stands before it that it could have ended.
 * `afterJson`: kubectl does not take the piece, because it reads nothing but JSON there.
 */
export type Standing = 'marker' | 'afterJson';

/**
 * The pieces of `text` in order; joined they are `text` again. A piece begins with its `---` line, or, where only
 * comments, blank lines and directives stand before that, with those.
 */
export function splitDocuments(text: string): Piece[] {
  const begin = text.startsWith('\uFEFF') ? 1 : 0;
  const json = jsonValues(text, begin);
  if (json.rest === text.length && json.starts.length > 0) return cut(text, json.starts, new Map());
  if (json.isCertain) return cut(text, [...json.starts, json.rest], new Map([[json.rest, 'afterJson']]));
  const { starts, standings } = yamlStarts(text, json.rest);
  return cut(text, [...json.starts, ...starts], standings);
}

function cut(text: string, starts: readonly number[], standings: ReadonlyMap<number, Standing>): Piece[] {
  return starts.map((start, index) => {
    const offset = index === 0 ? 0 : start;
    const standing = standings.get(start);
    return { offset, text: text.slice(offset, starts[index + 1] ?? text.length), ...(standing ? { standing } : {}) };
  });
}

/**
 * JSON values that a file begins with, and where something else follows. `isCertain` says that kubectl does not try to read
 * that as YAML: after two values it is sure to have JSON before it.
 */
function jsonValues(
  text: string,
  begin: number,
): { readonly starts: readonly number[]; readonly rest: number; readonly isCertain: boolean } {
  const starts: number[] = [];
  if (text[behindSpace(text, begin)] !== '{') return { starts, rest: begin, isCertain: false };
  let rest = begin;
  for (;;) {
    const start = skipWhiteSpace(text, rest);
    if (start === text.length) return { starts, rest: start, isCertain: true };
    const end = jsonEnd(text, start);
    if (end < 0) break;
    rest = end;
    starts.push(start);
  }
  // What YAML sees begins behind the white space, or behind the first line end.
  const stop = behindSpace(text, rest);
  const newline = text.slice(rest, stop).indexOf('\n');
  const last = newline < 0 ? stop : rest + newline;
  // Looking for it, kubectl wants to read four bytes at once and gives up where there are fewer.
  const isCertain = starts.length > 1 || bytes(text.slice(last, last + 4)) < 4;
  return { starts, rest: newline < 0 ? stop : last + 1, isCertain };
}

/** Behind what Go calls space. */
function behindSpace(text: string, at: number): number {
  const space = /(?:[^\S\uFEFF]|\x85)*/y;
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function bytes(text: string): number {
  return Array.from(text, (char) => char.codePointAt(0)!).reduce(
    (sum, code) => sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4),
    0,
  );
}

function yamlStarts(
  text: string,
  begin: number,
): { readonly starts: readonly number[]; readonly standings: ReadonlyMap<number, Standing> } {
  const starts = [begin];
  const standings = new Map<number, Standing>();
  // Where the text begins that kubectl hands to the YAML reader: behind a `---`, but with one that nothing stands before.
  let chunk = begin;
  for (const match of text.slice(begin).matchAll(marker)) {
    const at = begin + match.index + match[1]!.length;
    const isFirst = starts.length === 1 && !hasContent(text.slice(begin, at));
    if (at !== starts.at(-1) && !isFirst) starts.push(at);
    if (at === chunk) standings.set(at, 'marker');
    else {
      const line = text.indexOf('\n', at);
      chunk = line < 0 ? text.length : line + 1;
    }
  }
  return { starts, standings };
}

/** Only a line feed begins a line here: kubectl knows no other. Nor does it want a blank before the comment. */
const marker = /(^|\n)---(?=[ \t\r\n#]|$|(?:[^\S\n\uFEFF]|\x85)+(?:#|\n|$))/g;

const content = /(?:^|[\r\n\x85\u2028\u2029])(?![ \t]*(?:#|[\r\n\x85\u2028\u2029]|$)|%)/;

function hasContent(text: string): boolean {
  return content.test(text.replace(/^\uFEFF/, ''));
}

const head = /^\uFEFF?(?:(?:[ \t]*(?:\r|#[^\n]*)?|%[^\n]*)\n)*---/;
const restOfMarker = /(?:[^\S\n\uFEFF]|\x85)*(?:#[^\n]*)?(?:\n|$)/y;

export interface Content {
  /** Where the YAML reader begins in a piece: behind its `---` line, unless a content stands on that. */
  readonly start: number;
  /** What stands before the `---` and makes a text of its own to kubectl, where that could refuse it. */
  readonly before: string;
}

export function contentOf(text: string, standing?: Standing): Content {
  const match = head.exec(text)?.[0];
  if (match === undefined) return { start: 0, before: '' };
  const before = match.slice(0, -3);
  restOfMarker.lastIndex = match.length;
  const isCutAway = standing !== 'marker' && restOfMarker.test(text);
  const start = isCutAway ? restOfMarker.lastIndex : before.length;
  // Comments and blank lines are certainly taken, but with tabs.
  return { start, before: /[%\t]/.test(before) ? before : '' };
}

/** What stands behind `---` on its line and is no comment: kubectl refuses the file then. */
export function strayMarkers(text: string): Span[] {
  if (!text.includes('---')) return [];
  return Array.from(text.matchAll(/(?<=^\uFEFF?|\n)---(?!(?:[^\S\n\uFEFF]|\x85)*(?:#|\n|$))[ \t]*([^\n]*)/g), (match) =>
    span(match.index + match[0].length - match[1]!.length, match.index + match[0].trimEnd().length),
  );
}
