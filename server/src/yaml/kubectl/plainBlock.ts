/**
 * The fast lane for what most manifests are written in: block mappings and sequences of plain, quoted and block scalars, and
 * flow collections on one line. It gives the nodes that `parser.ts` gives to the same text, in a fifth of the time. What is
 * anything else, or wrong, it leaves to that: tabs between tokens, anchors, aliases, tags, directives, text over several
 * lines, escapes.
 */
import type { Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { resolvePlainScalar } from '../scalar.ts';
import { BlockRanges } from './blockRange.ts';
import { lineFeed, space } from './characters.ts';
import { Cursor } from './cursor.ts';
import { MapNode, PairNode, ScalarNode, SequenceNode } from './nodes.ts';
import { scanBlock } from './scanScalar.ts';
import { ReadError, type ScalarStyle } from './token.ts';

/** Of all lines: control characters, breaks of YAML 1.1, byte order marks, and what takes two UTF-16 units. */
const unusual = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** So long may a key be, and so many levels may there be; beyond that `parser.ts` decides. */
const longestKey = 1000;
const deepest = 200;

const doubleQuote = 0x22;
const hash = 0x23;
const quote = 0x27;
const comma = 0x2c;
const dash = 0x2d;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const pipe = 0x7c;
const closeBrace = 0x7d;

/** The only document of a text, from `start` on; undefined where it is anything unusual. */
export function readPlainBlock(text: string, start: number): Node | undefined {
  if (unusual.test(text)) return undefined;
  return new PlainBlock(text, start).read();
}

class PlainBlock {
  /** Ends with a line break. */
  readonly #text: string;
  readonly #ranges: BlockRanges;
  #at: number;
  /** Where the line begins in which `#at` is. */
  #lineStart: number;
  #depth = 0;
  #cursor: Cursor | undefined;

  constructor(text: string, start: number) {
    this.#text = text.endsWith('\n') ? text : `${text}\n`;
    this.#ranges = new BlockRanges(text);
    this.#at = start;
    this.#lineStart = start;
  }

  read(): Node | undefined {
    const column = this.#toNextContent();
    if (column < 0) return undefined;
    const root = this.#block(column);
    return root && this.#at >= this.#text.length ? root : undefined;
  }

  /**
   * From the beginning of a line to the next content, whose column it gives; -1 at the end of the text, -2 where something
   * stands there that is not for here.
   */
  #toNextContent(): number {
    const text = this.#text;
    let line = this.#at;
    while (line < text.length) {
      let at = line;
      while (text.charCodeAt(at) === space) at++;
      const code = text.charCodeAt(at);
      if (code === lineFeed) line = at + 1;
      else if (code === hash) line = text.indexOf('\n', at) + 1;
      else {
        this.#lineStart = line;
        this.#at = at;
        // `---`, `...`, a directive, a tab.
        if (at === line && (text.startsWith('---', at) || text.startsWith('...', at))) return -2;
        return code === 0x25 || code === 0x09 ? -2 : at - line;
      }
    }
    this.#lineStart = text.length;
    this.#at = text.length;
    return -1;
  }

  get #column(): number {
    return this.#at < this.#text.length ? this.#at - this.#lineStart : -1;
  }

  #isDash(): boolean {
    const next = this.#text.charCodeAt(this.#at + 1);
    return this.#text.charCodeAt(this.#at) === dash && (next === space || next === lineFeed);
  }

  /** The collection that begins here. */
  #block(column: number): Node | undefined {
    if (++this.#depth > deepest) return undefined;
    const node = this.#isDash() ? this.#sequence(column) : this.#mapping(column);
    this.#depth--;
    return node;
  }

  #mapping(column: number): YAMLMap | undefined {
    const start = this.#at;
    const map = new MapNode(start);
    let last: Node;
    do {
      const key = this.#key();
      // Behind the key stands its colon.
      const value = key && this.#value(this.#at + 1, column, true);
      if (!value) return undefined;
      map.items.push(new PairNode(key, value));
      last = value;
    } while (this.#column === column && !this.#isDash());
    return this.#column > column || (this.#column === column && this.#isDash())
      ? undefined
      : this.#ranges.set(map, start, last);
  }

  /** A sequence whose dashes stand at a column, be it that of the key before it. */
  #sequence(column: number): YAMLSeq | undefined {
    const start = this.#at;
    const sequence = new SequenceNode(start);
    let last: Node;
    do {
      const item = this.#value(this.#at + 1, column, false);
      if (!item) return undefined;
      sequence.items.push(item);
      last = item;
    } while (this.#column === column && this.#isDash());
    return this.#column > column ? undefined : this.#ranges.set(sequence, start, last);
  }

  /** What follows a colon or a dash in a collection at a column; leaves `#at` at the next content. */
  #value(from: number, column: number, isOfKey: boolean): Node | undefined {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === space) at++;
    this.#at = at;
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === hash) {
      if (this.#toNextLine() === -2) return undefined;
      const next = this.#column;
      if (next > column) return this.#block(next);
      if (isOfKey && next === column && this.#isDash()) return this.#block(next);
      return new ScalarNode(null, '', 'PLAIN', at, at);
    }
    // What stands behind a dash may be a collection of its own.
    if (!isOfKey && (this.#isDash() || this.#isKey())) return this.#block(at - this.#lineStart);
    if (code === pipe || code === 0x3e) return this.#blockScalar(code === pipe, column);
    const node = this.#inline(code);
    // Deeper text would be more of a plain scalar, or wrong.
    return node && this.#toNextLine() !== -2 && this.#column <= column ? node : undefined;
  }

  /** Over white space and a comment to the content of the lines below; -2 where anything else stands there. */
  #toNextLine(): number {
    const text = this.#text;
    let at = this.#at;
    while (text.charCodeAt(at) === space) at++;
    const code = text.charCodeAt(at);
    if (code === hash && text.charCodeAt(at - 1) !== space) return -2;
    if (code !== lineFeed && code !== hash) return -2;
    this.#at = text.indexOf('\n', at) + 1;
    return this.#toNextContent();
  }

  /** Whether a key begins here. */
  #isKey(): boolean {
    const at = this.#at;
    const key = this.#key();
    this.#at = at;
    return key !== undefined;
  }

  /** A key that is text; leaves `#at` at its colon. */
  #key(): Scalar | undefined {
    const text = this.#text;
    const start = this.#at;
    const code = text.charCodeAt(start);
    const isQuoted = code === doubleQuote || code === quote;
    const key = isQuoted ? this.#quoted(code) : this.#plain(true);
    const end = this.#at;
    if (!key || text.charCodeAt(end) !== colon || end - start > longestKey || typeof key.value !== 'string')
      return undefined;
    const next = text.charCodeAt(end + 1);
    return next === space || next === lineFeed ? key : undefined;
  }

  #inline(code: number): Node | undefined {
    if (code === doubleQuote || code === quote) return this.#quoted(code);
    if (code === openBracket || code === openBrace) return this.#flow(code);
    return this.#plain(false);
  }

  /** A plain scalar on one line, outside of brackets; before a colon only where a key is wanted. */
  #plain(isKey: boolean): Scalar | undefined {
    const text = this.#text;
    const start = this.#at;
    if (!mayBeginPlain(text.charCodeAt(start), text.charCodeAt(start + 1))) return undefined;
    let at = start;
    let end = start;
    for (let code = text.charCodeAt(at); code !== lineFeed; code = text.charCodeAt(++at)) {
      if (code === space) continue;
      if (code === 0x09) return undefined;
      if (code === hash && end < at) break;
      if (code === colon) {
        const next = text.charCodeAt(at + 1);
        if (next === space || next === lineFeed) {
          if (!isKey || end < at) return undefined;
          break;
        }
        if (next === 0x09) return undefined;
      }
      end = at + 1;
    }
    this.#at = end;
    return plainScalar(text, start, end);
  }

  /** On one line, and without escapes. */
  #quoted(mark: number): Scalar | undefined {
    const text = this.#text;
    const start = this.#at;
    let at = start + 1;
    for (let code = text.charCodeAt(at); code !== mark; code = text.charCodeAt(++at))
      if (code === lineFeed || (code === 0x5c && mark === doubleQuote)) return undefined;
    // Two quotation marks are one that is quoted.
    if (mark === quote && text.charCodeAt(at + 1) === quote) return undefined;
    const style: ScalarStyle = mark === quote ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
    const value = text.slice(start + 1, at);
    this.#at = at + 1;
    return new ScalarNode(value, value, style, start, at + 1);
  }

  #blockScalar(isLiteral: boolean, column: number): Scalar | undefined {
    const start = this.#at;
    this.#cursor ??= new Cursor(this.#text, start);
    const cursor = this.#cursor;
    cursor.position = start;
    cursor.lineStart = this.#lineStart;
    try {
      const { value, end } = scanBlock(cursor, isLiteral, column);
      this.#at = cursor.lineStart;
      if (this.#toNextContent() === -2 || this.#column > column) return undefined;
      return new ScalarNode(value, value, isLiteral ? 'BLOCK_LITERAL' : 'BLOCK_FOLDED', start, end);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      return undefined;
    }
  }

  #flow(open: number): Node | undefined {
    if (++this.#depth > deepest) return undefined;
    const node = open === openBracket ? this.#flowSequence() : this.#flowMapping();
    this.#depth--;
    return node;
  }

  #flowSequence(): Node | undefined {
    const start = this.#at++;
    const sequence = new SequenceNode(start);
    sequence.flow = true;
    for (let isFirst = true; ; isFirst = false) {
      const code = this.#skipSpaces();
      if (code === closeBracket && isFirst) break;
      const item = this.#flowNode(code);
      if (!item) return undefined;
      sequence.items.push(item);
      const behind = this.#skipSpaces();
      if (behind === closeBracket) break;
      if (behind !== comma) return undefined;
      this.#at++;
    }
    const end = ++this.#at;
    sequence.range = [start, end, end];
    return sequence;
  }

  #flowMapping(): Node | undefined {
    const start = this.#at++;
    const map = new MapNode(start);
    map.flow = true;
    for (let isFirst = true; ; isFirst = false) {
      const code = this.#skipSpaces();
      if (code === closeBrace && isFirst) break;
      if (code === openBracket || code === openBrace) return undefined;
      const key = this.#flowNode(code) as Scalar | undefined;
      if (!key || typeof key.value !== 'string' || this.#at - start > longestKey) return undefined;
      if (this.#text.charCodeAt(this.#at) !== colon || this.#text.charCodeAt(this.#at + 1) !== space) return undefined;
      this.#at++;
      const value = this.#flowNode(this.#skipSpaces());
      if (!value) return undefined;
      map.items.push(new PairNode(key, value));
      const behind = this.#skipSpaces();
      if (behind === closeBrace) break;
      if (behind !== comma) return undefined;
      this.#at++;
    }
    const end = ++this.#at;
    map.range = [start, end, end];
    return map;
  }

  #flowNode(code: number): Node | undefined {
    if (code === openBracket || code === openBrace) return this.#flow(code);
    return code === doubleQuote || code === quote ? this.#quoted(code) : this.#flowPlain();
  }

  #flowPlain(): Scalar | undefined {
    const text = this.#text;
    const start = this.#at;
    if (!isWordStart(text.charCodeAt(start))) return undefined;
    let at = start;
    let end = start;
    for (let code = text.charCodeAt(at); ; code = text.charCodeAt(++at)) {
      if (code === space) continue;
      if (code === comma || code === closeBracket || code === closeBrace) break;
      if (code === colon && text.charCodeAt(at + 1) === space) break;
      // What brackets give a meaning of its own, and what ends no line.
      if (
        code === lineFeed ||
        code === 0x09 ||
        code === hash ||
        code === 0x3f ||
        code === openBracket ||
        code === openBrace
      )
        return undefined;
      end = at + 1;
    }
    this.#at = end;
    return plainScalar(text, start, end);
  }

  #skipSpaces(): number {
    while (this.#text.charCodeAt(this.#at) === space) this.#at++;
    return this.#text.charCodeAt(this.#at);
  }
}

/** Numbers that JSON has not are refused, and that is said by others. */
function plainScalar(text: string, start: number, end: number): Scalar | undefined {
  const source = text.slice(start, end);
  const value = resolvePlainScalar(source);
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  return new ScalarNode(value, source, 'PLAIN', start, end);
}

/** Letters, digits, `_`, `/`, `$`, `.`, and all beyond ASCII. */
function isWordStart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2e && code <= 0x39) ||
    code === 0x5f ||
    code === 0x24 ||
    code > 0x7f
  );
}

function mayBeginPlain(code: number, next: number): boolean {
  if (isWordStart(code)) return true;
  // `-`, `:`, `+`, `(`, `)`, `;`, `=`, `\`, `^`, `~`
  if (code === dash || code === colon) return next > space;
  return (
    code === 0x2b ||
    code === 0x28 ||
    code === 0x29 ||
    code === 0x3b ||
    code === 0x3d ||
    code === 0x5c ||
    code === 0x5e ||
    code === 0x7e
  );
}
