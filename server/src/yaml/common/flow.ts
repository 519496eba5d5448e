/** `[a, b]` and `{a: b}`, also over several lines: JSON among them. */
import { type Node, Pair, type ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import {
  beginsPlain,
  colon,
  dash,
  doubleQuote,
  endOfQuoted,
  hash,
  isBlank,
  newline,
  plainScalar,
  quotedScalar,
  singleQuote,
  space,
  tab,
  uncommon,
} from './scalars.ts';

const [comma, openList, closeList, openMap, closeMap] = [...',[]{}'].map((char) => char.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

const deepest = 100;

export function isFlowStart(code: number): boolean {
  return code === openList || code === openMap;
}

class FlowReader {
  readonly #text: string;
  /** New lines must be indented more than this. */
  readonly #indent: number;
  #at: number;
  #depth = 0;

  constructor(text: string, start: number, indent: number) {
    this.#text = text;
    this.#at = start;
    this.#indent = indent;
  }

  /** The collection that begins here; its range ends with its bracket. */
  read(): YAMLMap.Parsed | YAMLSeq.Parsed {
    if (++this.#depth > deepest) throw uncommon;
    const node = this.#text.charCodeAt(this.#at) === openMap ? this.#readMap() : this.#readList();
    this.#depth--;
    return node;
  }

  #readMap(): YAMLMap.Parsed {
    const map = new YAMLMap() as YAMLMap.Parsed;
    map.flow = true;
    const start = this.#at++;
    this.#skipBlank();
    while (this.#code() !== closeMap) {
      const key = this.#readKey();
      const value = this.#readItem();
      value.range[2] = this.#afterLine();
      map.items.push(new Pair<ParsedNode, ParsedNode>(key, value));
      this.#skipBlank();
      this.#skipComma(closeMap);
    }
    map.range = [start, ++this.#at, this.#at];
    return map;
  }

  #readList(): YAMLSeq.Parsed {
    const list = new YAMLSeq() as YAMLSeq.Parsed;
    list.flow = true;
    const start = this.#at++;
    this.#skipBlank();
    while (this.#code() !== closeList) {
      const item = this.#readItem();
      this.#skipBlank();
      // White space up to the comma belongs to the item.
      item.range[2] = this.#at;
      list.items.push(item);
      this.#skipComma(closeList);
    }
    list.range = [start, ++this.#at, this.#at];
    return list;
  }

  #readKey(): ParsedNode {
    const code = this.#code();
    const isQuoted = code === doubleQuote || code === singleQuote;
    if (isFlowStart(code)) throw uncommon;
    const key = this.#readItem();
    if (this.#code() !== colon) throw uncommon;
    this.#at++;
    if (!isQuoted && this.#code() !== space) throw uncommon;
    if (!isQuoted && this.#text.slice(key.range[0], key.range[1]) === '<<') throw uncommon;
    while (this.#code() === space) this.#at++;
    return key;
  }

  /** What stands between brackets, commas and colons; it may not be nothing. */
  #readItem(): ParsedNode {
    const start = this.#at;
    const code = this.#code();
    if (isFlowStart(code)) return this.read();
    if (code === doubleQuote || code === singleQuote) {
      this.#at = endOfQuoted(this.#text, start);
      return quotedScalar(this.#text, start, this.#at, this.#at);
    }
    if (!beginsPlain(this.#text, start)) throw uncommon;
    if (code === dash && endsPlain(this.#text.charCodeAt(start + 1))) throw uncommon;
    let end = start;
    for (let at = start; ; at++) {
      const next = this.#text.charCodeAt(at);
      if (next === newline || endsPlain(next)) break;
      if (next === tab || Number.isNaN(next)) throw uncommon;
      if (next === colon) {
        const after = this.#text.charCodeAt(at + 1);
        if (isBlank(after)) break;
        if (endsPlain(after)) throw uncommon;
      }
      if (next === hash && at > end) throw uncommon;
      if (next !== space) end = at + 1;
    }
    this.#at = end;
    return plainScalar(this.#text.slice(start, end), start, end, end);
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #skipComma(close: number): void {
    const code = this.#code();
    if (code === close) return;
    if (code !== comma) throw uncommon;
    this.#at++;
    this.#skipBlank();
    // A comma before the bracket is allowed, but hardly ever written.
    if (this.#code() === close) throw uncommon;
  }

  /** Behind the blanks, and the end of the line if it ends here. */
  #afterLine(): number {
    let at = this.#at;
    while (this.#text.charCodeAt(at) === space) at++;
    return this.#text.charCodeAt(at) === newline ? at + 1 : at;
  }

  #skipBlank(): void {
    let lineStart = -1;
    for (; ; this.#at++) {
      const code = this.#code();
      if (code === newline) lineStart = this.#at + 1;
      else if (code !== space) break;
    }
    const code = this.#code();
    if (code === hash || code === tab) throw uncommon;
    if (lineStart < 0) return;
    if (this.#at - lineStart <= this.#indent) throw uncommon;
    if (this.#at === lineStart && /^(---|\.\.\.)/.test(this.#text.slice(lineStart, lineStart + 3))) throw uncommon;
  }
}

function endsPlain(code: number): boolean {
  return code === comma || code === openList || code === closeList || code === openMap || code === closeMap;
}

/** The node that a flow collection is, for those that take any node. */
export function readFlow(text: string, start: number, indent: number): Node & ParsedNode {
  return new FlowReader(text, start, indent).read();
}
