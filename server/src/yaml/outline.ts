/**
 * The collections around a place in half-finished YAML. A reader of lines, not a parser: it needs no text that is correct,
 * takes what stands above a broken line for what it says, and costs one pass over the text.
 */
import type { FieldPath } from '../base/fieldPath.ts';
import type { Span } from '../base/span.ts';
import { looksLikeKey, OutlineText } from './outlineText.ts';

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

/** Reads `text` as far as needed to know the place of `offset`, and the keys of the collections around it. */
export function placeAt(text: string, offset: number): Place {
  return new OutlineReader(text, offset).read();
}

class OutlineReader {
  readonly #source: OutlineText;
  readonly #offset: number;
  #open: Collection[] = [];
  #place: Place | undefined;

  constructor(text: string, offset: number) {
    // A lone carriage return is a line's end to YAML, too.
    this.#source = new OutlineText(text.replace(/\r(?!\n)/g, '\n'));
    const inside = Math.min(Math.max(offset, 0), text.length);
    // Between the two characters of a line's end is the line's end.
    this.#offset = text[inside] === '\n' && text[inside - 1] === '\r' ? inside - 1 : inside;
  }

  read(): Place {
    let start = 0;
    while (start <= this.#source.text.length) {
      const end = this.#source.lineEnd(start);
      const next = this.#line(start, end);
      if (next > this.#source.text.length) break;
      start = next;
    }
    return this.#place ?? this.#textPlace();
  }

  /** Reads the line at `start`, and those that belong to what begins in it; gives where the next one begins. */
  #line(start: number, end: number): number {
    let at = start;
    if (at === 0 && this.#source.text[0] === '\uFEFF') at = 1;
    const lineBegins = at;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(this.#source.text.slice(at, at + 4))) {
      this.#open = [];
      at += 3;
    } else if (this.#source.text[at] === '%' && this.#open.length === 0) return this.#source.skipTo(end);
    const isMarker = at > lineBegins;
    at = this.#source.afterBlanks(at, end);
    if (at >= end || this.#source.isComment(at, lineBegins)) {
      // The cursor at or before the comment is on an empty line.
      if (this.#isHere(start, at) && !isMarker) this.#begin(Math.max(this.#offset - lineBegins, 0), this.#offset);
      if (this.#isHere(start, end)) this.#setText();
      return this.#source.skipTo(end);
    }
    if (this.#isHere(start, at - 1)) this.#setText();
    return this.#content(at, end, lineBegins, isMarker);
  }

  /** What stands on a line from its first character that is no blank. */
  #content(from: number, end: number, lineBegins: number, isMarker: boolean): number {
    let at = from;
    // Behind `---` anything stands as if it were alone on its line.
    const column = () => (isMarker ? 0 : at - lineBegins);
    while (this.#source.text[at] === '-' && (at + 1 >= end || /\s/.test(this.#source.text[at + 1]!))) {
      this.#dash(column());
      const after = this.#source.afterBlanks(at + 1, end);
      if (this.#isHere(at, at + 1)) this.#setText();
      if (after >= end || this.#source.isComment(after, lineBegins)) {
        if (this.#isHere(at + 2, after)) this.#begin(Math.max(this.#offset - lineBegins, 0), this.#offset);
        if (this.#isHere(at, end)) this.#setText();
        return this.#source.skipTo(end);
      }
      if (this.#isHere(at + 2, after - 1)) this.#setText();
      at = after;
    }
    const itemColumn = column();
    at = this.#afterProperties(at, end);
    const key = this.#source.keyAt(at, end);
    if (key === undefined) return this.#scalarLine(at, end, itemColumn);
    this.#key(itemColumn, this.#source.keyName(key.start, key.end));
    if (this.#isHere(key.start, key.end)) this.#setKey(key, itemColumn, true);
    return this.#value(key.colon + 1, end, itemColumn);
  }

  /** What follows a key. */
  #value(afterColon: number, end: number, column: number): number {
    let at = this.#source.afterBlanks(afterColon, end);
    const map = this.#open.at(-1)!;
    if (at >= end || this.#source.isComment(at, afterColon)) {
      if (this.#isHere(afterColon, at)) this.#setValue({ start: this.#offset, end: this.#offset }, column, false);
      if (this.#isHere(afterColon, end)) this.#setText();
      return this.#source.skipTo(end);
    }
    if (this.#isHere(afterColon, at - 1)) this.#setText();
    at = this.#afterProperties(at, end);
    // What an anchor or a tag alone belongs to follows on the next lines.
    if (at >= end || this.#source.isComment(at, afterColon)) return this.#source.skipTo(end);
    map.isFilled = true;
    if (blockScalar.test(this.#source.text.slice(at, end))) return this.#skipBlock(at, end, column);
    if (this.#source.text[at] === '{' || this.#source.text[at] === '[') return this.#flow(at, column);
    return this.#scalar(at, end, column, (value) => {
      map.fields.set(String(map.step), value);
    });
  }

  /** A line, or the rest of one, that has no key: an item's scalar, a flow collection, or a key that is being typed. */
  #scalarLine(at: number, end: number, column: number): number {
    const top = this.#open.at(-1);
    if (top?.type === 'list' && blockScalar.test(this.#source.text.slice(at, end))) {
      top.isFilled = true;
      return this.#skipBlock(at, end, top.indent);
    }
    if (this.#source.text[at] === '{' || this.#source.text[at] === '[') {
      this.#closeTo(column, false);
      const around = this.#open.at(-1);
      if (around) around.isFilled = true;
      return this.#flow(at, around?.indent ?? -1);
    }
    const isQuoted = this.#source.text[at] === '"' || this.#source.text[at] === "'";
    const scalarEnd = isQuoted ? this.#source.quoteEnd(at, column) : this.#source.plainEnd(at, end);
    const token = { start: at, end: scalarEnd };
    if (this.#isHere(token.start, token.end)) this.#begin(column, at, token);
    this.#closeTo(column, false);
    const around = this.#open.at(-1);
    if (around && around.indent < column) around.isFilled = true;
    return this.#scalar(at, end, around?.indent ?? -1);
  }

  /** A scalar from `at`, with the lines that continue it; `indent` is the column of what holds it. */
  #scalar(at: number, end: number, indent: number, onText: (value: string) => void = () => {}): number {
    const isQuoted = this.#source.text[at] === '"' || this.#source.text[at] === "'";
    const scalarEnd = isQuoted ? this.#source.quoteEnd(at, indent) : this.#source.plainEnd(at, end);
    onText(this.#source.unquoted(at, scalarEnd));
    if (this.#isHere(at, scalarEnd))
      this.#setValue({ start: at, end: scalarEnd }, indent, this.#source.lineEnd(at) < scalarEnd);
    const lineEnd = this.#source.lineEnd(scalarEnd);
    if (this.#isHere(scalarEnd + 1, lineEnd)) this.#setText();
    if (isQuoted) return this.#source.skipTo(lineEnd);
    // Deeper lines continue a plain scalar.
    let next = this.#source.skipTo(lineEnd);
    while (next <= this.#source.text.length) {
      const nextEnd = this.#source.lineEnd(next);
      const first = this.#source.afterBlanks(next, nextEnd);
      if (first >= nextEnd || first - next <= indent || this.#source.text[first] === '#') break;
      if (looksLikeKey.test(this.#source.text.slice(first, nextEnd))) break;
      if (this.#isHere(next, nextEnd)) this.#setText();
      next = this.#source.skipTo(nextEnd);
    }
    return next;
  }

  /** The lines of a block scalar are deeper than what holds it. */
  #skipBlock(at: number, end: number, indent: number): number {
    if (this.#isHere(at, end)) this.#setText();
    let next = this.#source.skipTo(end);
    while (next <= this.#source.text.length) {
      const nextEnd = this.#source.lineEnd(next);
      const first = this.#source.afterBlanks(next, nextEnd);
      const isBlank = first >= nextEnd;
      if (!isBlank && first - next <= indent) break;
      if (this.#isHere(next, nextEnd) && (!isBlank || this.#offset - next > indent)) this.#setText();
      if (isBlank && this.#isHere(next, nextEnd) && !this.#place) break;
      next = this.#source.skipTo(nextEnd);
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
    while (at < this.#source.text.length) {
      const char = this.#source.text[at]!;
      if (char === '\n' && indent >= 0 && this.#source.endsBraces(at + 1, indent)) break;
      if (/[\s]/.test(char)) {
        at++;
        continue;
      }
      if (char === '#' && /\s/.test(this.#source.text[at - 1] ?? ' ')) {
        const end = this.#source.lineEnd(at);
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
        this.#push(char === '{' ? 'map' : 'list', at - this.#source.lineStartOf(at), true);
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
        const end = char === '"' || char === "'" ? this.#source.quoteEnd(at, indent) : this.#source.flowPlainEnd(at);
        this.#flowScalar(top, { start: at, end }, expectsKey);
        at = end;
      }
      previousEnd = at;
    }
    if (this.#open.length > outer && this.#isHere(previousEnd, at)) this.#flowGap(this.#open.at(-1)!, expectsKey);
    this.#open.length = Math.min(this.#open.length, outer);
    const end = this.#source.lineEnd(Math.min(at, this.#source.text.length));
    if (this.#isHere(from, end)) this.#setText();
    return this.#source.skipTo(end);
  }

  #flowScalar(top: Collection | undefined, token: Span, expectsKey: boolean): void {
    const text = this.#source.unquoted(token.start, token.end);
    if (!top) return;
    if (top.type === 'map' && expectsKey) {
      const name = this.#source.keyName(token.start, token.end);
      top.step = name;
      top.isFilled = false;
      const after = /^\s*:/.test(this.#source.text.slice(token.end, token.end + 40));
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

  #afterProperties(from: number, end: number): number {
    let at = from;
    for (;;) {
      anchorOrTag.lastIndex = at;
      const found = anchorOrTag.exec(this.#source.text);
      if (!found || at + found[0].length > end) return at;
      if (this.#isHere(at, at + found[0].trimEnd().length)) this.#setText();
      at += found[0].length;
    }
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
