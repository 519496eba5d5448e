/**
 * The collections around a place in half-finished YAML. A reader of lines, not a parser: it needs no text that is correct,
 * takes what stands above a broken line for what it says, and costs one pass over the text.
 */
import type { FieldPath } from '../base/fieldPath.ts';
import type { Span } from '../base/span.ts';
import { resolvePlainKey } from './scalar.ts';

/** A mapping or a list that is open at some line. */
export interface Collection {
  readonly type: 'map' | 'list';
  readonly path: FieldPath;
  /** The column of its keys or dashes; of a collection in braces, where it opens. */
  readonly indent: number;
  readonly inFlow: boolean;
  /** The keys of a mapping with their scalars, as far as they are written; null where something larger or nothing is. */
  readonly fields: Map<string, string | null>;
  /** The key or index that was read last. */
  step: string | number;
  /** Whether anything is written for it. */
  isFilled: boolean;
}

export type PlaceType =
  /** A key, or where one could begin. */
  | 'key'
  /** A scalar, or the place of one behind a key. */
  | 'value'
  /** Where a key or a scalar could begin: below a key without a value, behind a dash. */
  | 'either'
  /** A continued line, a block scalar, a comment, a template, between two words. */
  | 'text';

export interface Place {
  readonly type: PlaceType;
  /** The field that is written here; of a key that has no colon yet, the mapping that will hold it. */
  readonly path: FieldPath;
  /** What is written here, without its quotes' meaning: what a completion replaces. */
  readonly token: Span;
  readonly collections: readonly Collection[];
  /** The column at which siblings of what is written here begin. */
  readonly indent: number;
  readonly inFlow: boolean;
  /** Whether a colon follows the key. */
  readonly hasColon: boolean;
}

const anchorOrTag = /[&!][^\s,[\]{}]*(?:[ \t]+|(?=\r?\n|$))/y;
const blockScalar = /^[|>][-+0-9]*[ \t]*(?:#.*)?$/;
/** A line at which an unclosed quotation or brace ends, for the sake of the lines below. */
const looksLikeKey = /^(?:- +)*["']?[\w./$-]+["']?:(?:\s|$)/;

/** Reads `text` as far as needed to know the place of `offset`, and the keys of the collections around it. */
export function placeAt(text: string, offset: number): Place {
  return new OutlineReader(text, offset).read();
}

class OutlineReader {
  readonly #text: string;
  readonly #offset: number;
  #open: Collection[] = [];
  #place: Place | undefined;

  constructor(text: string, offset: number) {
    // A lone carriage return is a line's end to YAML, too.
    this.#text = text.replace(/\r(?!\n)/g, '\n');
    const inside = Math.min(Math.max(offset, 0), text.length);
    // Between the two characters of a line's end is the line's end.
    this.#offset = text[inside] === '\n' && text[inside - 1] === '\r' ? inside - 1 : inside;
  }

  read(): Place {
    let start = 0;
    while (start <= this.#text.length) {
      const end = this.#lineEnd(start);
      const next = this.#line(start, end);
      if (next > this.#text.length) break;
      start = next;
    }
    return this.#place ?? this.#textPlace();
  }

  #lineEnd(start: number): number {
    const newline = this.#text.indexOf('\n', start);
    const end = newline < 0 ? this.#text.length : newline;
    return end > start && this.#text[end - 1] === '\r' ? end - 1 : end;
  }

  /** Reads the line at `start`, and those that belong to what begins in it; gives where the next one begins. */
  #line(start: number, end: number): number {
    let at = start;
    if (at === 0 && this.#text[0] === '\uFEFF') at = 1;
    const lineBegins = at;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(this.#text.slice(at, at + 4))) {
      this.#open = [];
      at += 3;
    } else if (this.#text[at] === '%' && this.#open.length === 0) return this.#skipTo(end);
    const isMarker = at > lineBegins;
    at = this.#afterBlanks(at, end);
    if (at >= end || this.#isComment(at, lineBegins)) {
      // The cursor at or before the comment is on an empty line.
      if (this.#isHere(start, at) && !isMarker) this.#begin(Math.max(this.#offset - lineBegins, 0), this.#offset);
      if (this.#isHere(start, end)) this.#setText();
      return this.#skipTo(end);
    }
    if (this.#isHere(start, at - 1)) this.#setText();
    return this.#content(at, end, lineBegins, isMarker);
  }

  /** What stands on a line from its first character that is no blank. */
  #content(from: number, end: number, lineBegins: number, isMarker: boolean): number {
    let at = from;
    // Behind `---` anything stands as if it were alone on its line.
    const column = () => (isMarker ? 0 : at - lineBegins);
    while (this.#text[at] === '-' && (at + 1 >= end || /\s/.test(this.#text[at + 1]!))) {
      this.#dash(column());
      const after = this.#afterBlanks(at + 1, end);
      if (this.#isHere(at, at + 1)) this.#setText();
      if (after >= end || this.#isComment(after, lineBegins)) {
        if (this.#isHere(at + 2, after)) this.#begin(Math.max(this.#offset - lineBegins, 0), this.#offset);
        if (this.#isHere(at, end)) this.#setText();
        return this.#skipTo(end);
      }
      if (this.#isHere(at + 2, after - 1)) this.#setText();
      at = after;
    }
    const itemColumn = column();
    at = this.#afterProperties(at, end);
    const key = this.#keyAt(at, end);
    if (key === undefined) return this.#scalarLine(at, end, itemColumn);
    this.#key(itemColumn, this.#keyName(key.start, key.end));
    if (this.#isHere(key.start, key.end)) this.#setKey(key, itemColumn, true);
    return this.#value(key.colon + 1, end, itemColumn);
  }

  /** What follows a key. */
  #value(afterColon: number, end: number, column: number): number {
    let at = this.#afterBlanks(afterColon, end);
    const map = this.#open.at(-1)!;
    if (at >= end || this.#isComment(at, afterColon)) {
      if (this.#isHere(afterColon, at)) this.#setValue({ start: this.#offset, end: this.#offset }, column, false);
      if (this.#isHere(afterColon, end)) this.#setText();
      return this.#skipTo(end);
    }
    if (this.#isHere(afterColon, at - 1)) this.#setText();
    at = this.#afterProperties(at, end);
    // What an anchor or a tag alone belongs to follows on the next lines.
    if (at >= end || this.#isComment(at, afterColon)) return this.#skipTo(end);
    map.isFilled = true;
    if (blockScalar.test(this.#text.slice(at, end))) return this.#skipBlock(at, end, column);
    if (this.#text[at] === '{' || this.#text[at] === '[') return this.#flow(at, column);
    return this.#scalar(at, end, column, (value) => {
      map.fields.set(String(map.step), value);
    });
  }

  /** A line, or the rest of one, that has no key: an item's scalar, a flow collection, or a key that is being typed. */
  #scalarLine(at: number, end: number, column: number): number {
    const top = this.#open.at(-1);
    if (top?.type === 'list' && blockScalar.test(this.#text.slice(at, end))) {
      top.isFilled = true;
      return this.#skipBlock(at, end, top.indent);
    }
    if (this.#text[at] === '{' || this.#text[at] === '[') {
      this.#closeTo(column, false);
      const around = this.#open.at(-1);
      if (around) around.isFilled = true;
      return this.#flow(at, around?.indent ?? -1);
    }
    const isQuoted = this.#text[at] === '"' || this.#text[at] === "'";
    const scalarEnd = isQuoted ? this.#quoteEnd(at, column) : this.#plainEnd(at, end);
    const token = { start: at, end: scalarEnd };
    if (this.#isHere(token.start, token.end)) this.#begin(column, at, token);
    this.#closeTo(column, false);
    const around = this.#open.at(-1);
    if (around && around.indent < column) around.isFilled = true;
    return this.#scalar(at, end, around?.indent ?? -1);
  }

  /** A scalar from `at`, with the lines that continue it; `indent` is the column of what holds it. */
  #scalar(at: number, end: number, indent: number, onText: (value: string) => void = () => {}): number {
    const isQuoted = this.#text[at] === '"' || this.#text[at] === "'";
    const scalarEnd = isQuoted ? this.#quoteEnd(at, indent) : this.#plainEnd(at, end);
    onText(this.#unquoted(at, scalarEnd));
    if (this.#isHere(at, scalarEnd))
      this.#setValue({ start: at, end: scalarEnd }, indent, this.#lineEnd(at) < scalarEnd);
    const lineEnd = this.#lineEnd(scalarEnd);
    if (this.#isHere(scalarEnd + 1, lineEnd)) this.#setText();
    if (isQuoted) return this.#skipTo(lineEnd);
    // Deeper lines continue a plain scalar.
    let next = this.#skipTo(lineEnd);
    while (next <= this.#text.length) {
      const nextEnd = this.#lineEnd(next);
      const first = this.#afterBlanks(next, nextEnd);
      if (first >= nextEnd || first - next <= indent || this.#text[first] === '#') break;
      if (looksLikeKey.test(this.#text.slice(first, nextEnd))) break;
      if (this.#isHere(next, nextEnd)) this.#setText();
      next = this.#skipTo(nextEnd);
    }
    return next;
  }

  /** The lines of a block scalar are deeper than what holds it. */
  #skipBlock(at: number, end: number, indent: number): number {
    if (this.#isHere(at, end)) this.#setText();
    let next = this.#skipTo(end);
    while (next <= this.#text.length) {
      const nextEnd = this.#lineEnd(next);
      const first = this.#afterBlanks(next, nextEnd);
      const isBlank = first >= nextEnd;
      if (!isBlank && first - next <= indent) break;
      if (this.#isHere(next, nextEnd) && (!isBlank || this.#offset - next > indent)) this.#setText();
      if (isBlank && this.#isHere(next, nextEnd) && !this.#place) break;
      next = this.#skipTo(nextEnd);
    }
    return next;
  }

  // Flow collections

  /** Reads the flow collection that opens at `from`; `indent` is the column of what holds it. */
  #flow(from: number, indent: number): number {
    const outer = this.#open.length;
    let at = from;
    let previousEnd = from + 1;
    let expectsKey = false;
    while (at < this.#text.length) {
      const char = this.#text[at]!;
      if (char === '\n' && indent >= 0 && this.#endsBraces(at + 1, indent)) break;
      if (/[\s]/.test(char)) {
        at++;
        continue;
      }
      if (char === '#' && /\s/.test(this.#text[at - 1] ?? ' ')) {
        const end = this.#lineEnd(at);
        if (this.#isHere(at, end)) this.#setText();
        at = end;
        continue;
      }
      const top = this.#open.length > outer ? this.#open.at(-1)! : undefined;
      // At the beginning of a word the word is meant.
      const gapEnd = /[{}[\],:]/.test(char) ? at : at - 1;
      if (top && this.#isHere(previousEnd, gapEnd)) this.#flowGap(top, expectsKey);
      if (char === '{' || char === '[') {
        if (top && this.#isHere(at, at) && !this.#place) this.#setText();
        this.#fill();
        this.#push(char === '{' ? 'map' : 'list', at - this.#lineStartOf(at), true);
        expectsKey = char === '{';
        at++;
      } else if (char === '}' || char === ']') {
        this.#open.length = Math.max(outer, this.#open.length - 1);
        at++;
        expectsKey = false;
        if (this.#open.length === outer) break;
      } else if (char === ',') {
        if (top?.type === 'list') top.step = Number(top.step) + 1;
        if (top) top.isFilled = false;
        expectsKey = top?.type === 'map';
        at++;
      } else if (char === ':') {
        expectsKey = false;
        at++;
      } else {
        const end = char === '"' || char === "'" ? this.#quoteEnd(at, indent) : this.#flowPlainEnd(at);
        this.#flowScalar(top, { start: at, end }, expectsKey);
        at = end;
      }
      previousEnd = at;
    }
    if (this.#open.length > outer && this.#isHere(previousEnd, at)) this.#flowGap(this.#open.at(-1)!, expectsKey);
    this.#open.length = Math.min(this.#open.length, outer);
    const end = this.#lineEnd(Math.min(at, this.#text.length));
    if (this.#isHere(from, end)) this.#setText();
    return this.#skipTo(end);
  }

  #flowScalar(top: Collection | undefined, token: Span, expectsKey: boolean): void {
    const text = this.#unquoted(token.start, token.end);
    if (!top) return;
    if (top.type === 'map' && expectsKey) {
      const name = this.#keyName(token.start, token.end);
      top.step = name;
      top.isFilled = false;
      const after = /^\s*:/.test(this.#text.slice(token.end, token.end + 40));
      if (after) top.fields.set(name, null);
      if (this.#isHere(token.start, token.end)) this.#setKey(token, top.indent, after);
    } else {
      top.isFilled = true;
      if (top.type === 'map') top.fields.set(String(top.step), text);
      if (this.#isHere(token.start, token.end)) this.#setValue(token, top.indent, false);
    }
  }

  #flowGap(top: Collection, expectsKey: boolean): void {
    const token = { start: this.#offset, end: this.#offset };
    if (top.isFilled) this.#setText();
    else if (top.type === 'map' && expectsKey) this.#setKey(token, top.indent, false);
    else this.#set(top.type === 'list' ? 'either' : 'value', [...top.path, top.step], token, top.indent, false);
  }

  /** Whether braces that were never closed end here, for the sake of what follows. */
  #endsBraces(start: number, indent: number): boolean {
    const end = this.#lineEnd(start);
    const first = this.#afterBlanks(start, end);
    return first < end && first - start <= indent && looksLikeKey.test(this.#text.slice(first, end));
  }

  #flowPlainEnd(start: number): number {
    let at = start;
    while (at < this.#text.length) {
      const char = this.#text[at]!;
      if (/[,[\]{}\n\r]/.test(char)) break;
      if (char === ':' && /[\s,[\]{}]|^$/.test(this.#text[at + 1] ?? '')) break;
      if (char === '#' && /\s/.test(this.#text[at - 1] ?? '')) break;
      at++;
    }
    while (at > start && /\s/.test(this.#text[at - 1]!)) at--;
    return Math.max(at, start + 1);
  }

  // Collections

  #dash(column: number): void {
    this.#closeTo(column, true);
    const top = this.#open.at(-1);
    if (top?.type === 'list' && top.indent === column) {
      top.step = Number(top.step) + 1;
      top.isFilled = false;
    } else {
      this.#fill();
      this.#push('list', column, false);
    }
  }

  #key(column: number, key: string): void {
    this.#closeTo(column, false);
    let top = this.#open.at(-1);
    if (top?.type !== 'map' || top.indent !== column) {
      this.#fill();
      top = this.#push('map', column, false);
    }
    top.step = key;
    top.isFilled = false;
    top.fields.set(key, null);
  }

  /** Closes what is deeper than a column; a list at the column itself is closed by a key, not by a dash. */
  #closeTo(column: number, isDash: boolean): void {
    const isOver = ({ indent, type }: Collection) =>
      indent > column || (!isDash && indent === column && type === 'list');
    while (this.#open.length > 0 && isOver(this.#open.at(-1)!)) this.#open.pop();
  }

  #fill(): void {
    const top = this.#open.at(-1);
    if (top) top.isFilled = true;
  }

  #push(type: Collection['type'], indent: number, inFlow: boolean): Collection {
    const top = this.#open.at(-1);
    const path = top ? [...top.path, top.step] : [];
    const step = type === 'list' ? 0 : '';
    const collection: Collection = { type, path, indent, inFlow, fields: new Map(), step, isFilled: false };
    this.#open.push(collection);
    return collection;
  }

  // Tokens

  #afterBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && (this.#text[at] === ' ' || this.#text[at] === '\t')) at++;
    return at;
  }

  #afterProperties(from: number, end: number): number {
    let at = from;
    for (;;) {
      anchorOrTag.lastIndex = at;
      const found = anchorOrTag.exec(this.#text);
      if (!found || at + found[0].length > end) return at;
      if (this.#isHere(at, at + found[0].trimEnd().length)) this.#setText();
      at += found[0].length;
    }
  }

  #isComment(at: number, lineBegins: number): boolean {
    return this.#text[at] === '#' && (at === lineBegins || /\s/.test(this.#text[at - 1] ?? ' '));
  }

  /** A key and its colon, if the line has one at `start`. */
  #keyAt(start: number, end: number): { start: number; end: number; colon: number } | undefined {
    const first = this.#text[start];
    if (first === '{' || first === '[' || first === '#' || first === undefined) return undefined;
    if (first === '"' || first === "'") {
      const close = this.#quoteEnd(start, -1);
      const colon = this.#afterBlanks(close, end);
      const isKey =
        close <= end && this.#text[colon] === ':' && (colon + 1 >= end || /\s/.test(this.#text[colon + 1]!));
      return isKey ? { start, end: close, colon } : undefined;
    }
    for (let at = start; at < end; at++) {
      const char = this.#text[at];
      if (char === '#' && /\s/.test(this.#text[at - 1]!)) return undefined;
      if (char !== ':' || (at + 1 < end && !/\s/.test(this.#text[at + 1]!))) continue;
      let keyEnd = at;
      while (keyEnd > start && /\s/.test(this.#text[keyEnd - 1]!)) keyEnd--;
      return { start, end: keyEnd, colon: at };
    }
    return undefined;
  }

  #plainEnd(start: number, end: number): number {
    let at = start;
    while (at < end && !(this.#text[at] === '#' && /\s/.test(this.#text[at - 1] ?? ''))) at++;
    while (at > start && /\s/.test(this.#text[at - 1]!)) at--;
    return at;
  }

  /** Behind the closing quote; where there is none, the end of the line, for the sake of the lines below. */
  #quoteEnd(start: number, indent: number): number {
    const quote = this.#text[start];
    let at = start + 1;
    for (; at < this.#text.length; at++) {
      const char = this.#text[at];
      if (char === '\\' && quote === '"') at++;
      else if (char === quote) {
        if (quote === "'" && this.#text[at + 1] === "'") at++;
        else return at + 1;
      } else if (char === '\n' && (indent < 0 ? this.#endsBraces(at + 1, 1000) : this.#endsBraces(at + 1, indent)))
        break;
    }
    return this.#lineEnd(start);
  }

  /** The key that Kubernetes makes of what is written. */
  #keyName(start: number, end: number): string {
    const written = this.#unquoted(start, end);
    return /["']/.test(this.#text[start]!) ? written : (resolvePlainKey(written) ?? written);
  }

  #unquoted(start: number, end: number): string {
    const text = this.#text.slice(start, end);
    const [, quote, inner] = /^(["'])(.*)\1$/s.exec(text) ?? [];
    return quote === undefined
      ? text
      : quote === '"'
        ? inner!.replace(/\\(["\\/])/g, '$1')
        : inner!.replaceAll("''", "'");
  }

  #lineStartOf(at: number): number {
    return at <= 0 ? 0 : this.#text.lastIndexOf('\n', at - 1) + 1;
  }

  #skipTo(end: number): number {
    const newline = this.#text.indexOf('\n', end);
    return newline < 0 ? this.#text.length + 1 : newline + 1;
  }

  // The place

  #isHere(start: number, end: number): boolean {
    return this.#place === undefined && start <= this.#offset && this.#offset <= end;
  }

  /** Something begins at a column, where a key, a dash or a scalar may stand. */
  #begin(column: number, at: number, token: Span = { start: at, end: at }): void {
    const open = [...this.#open];
    const top = () => open.at(-1);
    while (top() && !top()!.inFlow && (top()!.indent > column || (top()!.type === 'list' && top()!.indent === column)))
      open.pop();
    const around = top();
    if (!around) this.#set('key', [], token, column, false, open);
    else if (around.type === 'map' && around.indent === column)
      this.#set('key', around.path, token, column, false, open);
    else if (!around.isFilled) this.#set('either', [...around.path, around.step], token, column, false, open);
    else this.#set('text', [...around.path, around.step], token, column, false, open);
  }

  #setKey(token: Span, indent: number, hasColon: boolean): void {
    const map = this.#open.at(-1)!;
    this.#set('key', hasColon ? [...map.path, map.step] : map.path, token, indent, hasColon);
  }

  #setValue(token: Span, indent: number, isContinued: boolean): void {
    const around = this.#open.at(-1);
    const path = around ? [...around.path, around.step] : [];
    this.#set(isContinued ? 'text' : 'value', path, token, indent, false);
  }

  #setText(): void {
    this.#place = this.#textPlace();
  }

  #textPlace(): Place {
    const around = this.#open.at(-1);
    const path = around ? [...around.path, around.step] : [];
    const token = { start: this.#offset, end: this.#offset };
    return { type: 'text', path, token, collections: [...this.#open], indent: 0, inFlow: false, hasColon: false };
  }

  #set(
    type: PlaceType,
    path: FieldPath,
    token: Span,
    indent: number,
    hasColon: boolean,
    open: readonly Collection[] = this.#open,
  ): void {
    const inFlow = open.at(-1)?.inFlow ?? false;
    this.#place = { type, path, token, collections: [...open], indent, inFlow, hasColon };
  }
}
