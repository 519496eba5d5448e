/**
 * Reads the YAML that nearly all manifests are written in, and gives the nodes that the parser would give, many times
 * faster: block mappings and sequences, scalars on one line, literal texts, flow collections, comments. Whatever else
 * YAML has (anchors, tags, folded and continued scalars, tabs, directives …), and whatever is wrong, is left to the parser.
 */
import { Pair, type ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isFlowStart, readFlow } from './flow.ts';
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
  textScalar,
  uncommon,
} from './scalars.ts';

const pipe = '|'.charCodeAt(0);
const braceOpen = '{'.charCodeAt(0);
const deepest = 100;
/** Begins or ends a document. */
const marker = /^(?:---|\.\.\.)(?:\s|$)/;

/** The root node of the one document in the text; undefined where it takes the parser to read it. */
export function readCommon(text: string): ParsedNode | undefined {
  if (text.includes('\r')) return undefined;
  try {
    return new Reader(text).read();
  } catch (error) {
    if (error === uncommon) return undefined;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  /** The next line with content: where that begins, and its indentation; at the end of the text, that and -1. */
  #at = 0;
  #indent = -1;
  /** Of the comments since the last value that do not belong to it, the one that is indented most; -1 without any. */
  #commentIndent = -1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ParsedNode {
    this.#toContent(0);
    if (this.#text.startsWith('---', this.#at) && this.#indent === 0) {
      const end = this.#lineEnd(this.#at + 3);
      if (!/^ *(?: #.*)?$/.test(this.#text.slice(this.#at + 3, end))) throw uncommon;
      this.#toContent(end);
    }
    if (this.#indent !== 0) throw uncommon;
    const node = this.#text.charCodeAt(this.#at) === braceOpen ? this.#readJson() : this.#readMap(0);
    if (this.#at < this.#text.length) throw uncommon;
    return node;
  }

  #readJson(): ParsedNode {
    const node = readFlow(this.#text, this.#at, -1);
    this.#endLine(node);
    this.#toContent(node.range[2]);
    return node;
  }

  /** The mapping whose first key stands at `#at`. */
  #readMap(indent: number): YAMLMap.Parsed {
    if (++this.#depth > deepest) throw uncommon;
    const start = this.#at;
    const map = new YAMLMap() as YAMLMap.Parsed;
    let value: ParsedNode;
    do {
      if (indent === 0 && marker.test(this.#text.slice(this.#at, this.#at + 4))) throw uncommon;
      const key = this.#readKey(this.#at);
      value = this.#readValue(key.range[2] + 1, indent);
      map.items.push(new Pair<ParsedNode, ParsedNode>(key, value));
    } while (this.#indent === indent && !this.#isItem(this.#at));
    if (this.#indent > indent) throw uncommon;
    map.range = [start, value.range[2], this.#closedAt(indent, value)];
    this.#depth--;
    return map;
  }

  /** The sequence whose first `-` stands at `#at`. */
  #readList(indent: number): YAMLSeq.Parsed {
    if (++this.#depth > deepest) throw uncommon;
    const start = this.#at;
    const list = new YAMLSeq() as YAMLSeq.Parsed;
    let item: ParsedNode;
    do {
      let at = this.#at + 1;
      while (this.#text.charCodeAt(at) === space) at++;
      const column = indent + at - this.#at;
      if (this.#beginsKey(at)) {
        this.#at = at;
        item = this.#readMap(column);
      } else item = this.#readOnLine(at, indent);
      list.items.push(item);
    } while (this.#indent === indent && this.#isItem(this.#at));
    if (this.#indent > indent) throw uncommon;
    list.range = [start, item.range[2], this.#closedAt(indent, item)];
    this.#depth--;
    return list;
  }

  /** Where a collection ends: comments at its end belong to it if one of them is indented as far as it is. */
  #closedAt(indent: number, last: ParsedNode): number {
    if (indent === 0 || this.#commentIndent < indent) return last.range[2];
    this.#commentIndent = -1;
    return this.#at;
  }

  /** Whether a sequence's item begins here. */
  #isItem(at: number): boolean {
    return this.#text.charCodeAt(at) === dash && isBlank(this.#text.charCodeAt(at + 1));
  }

  #readKey(start: number): Scalar.Parsed {
    const end = this.#keyEnd(start);
    if (end < 0) throw uncommon;
    const code = this.#text.charCodeAt(start);
    if (code === doubleQuote || code === singleQuote) return quotedScalar(this.#text, start, end, end);
    const source = this.#text.slice(start, end);
    if (source === '<<') throw uncommon;
    return plainScalar(source, start, end, end);
  }

  #beginsKey(start: number): boolean {
    const code = this.#text.charCodeAt(start);
    const isPossible = code === doubleQuote || code === singleQuote || beginsPlain(this.#text, start);
    return isPossible && this.#keyEnd(start) >= 0;
  }

  /** Where the key that begins at `start` ends, which is where its colon stands; -1 if it is no key. */
  #keyEnd(start: number): number {
    const text = this.#text;
    const code = text.charCodeAt(start);
    if (code === doubleQuote || code === singleQuote) {
      const end = endOfQuoted(text, start);
      return text.charCodeAt(end) === colon && isBlank(text.charCodeAt(end + 1)) ? end : -1;
    }
    if (!beginsPlain(text, start)) throw uncommon;
    for (let at = start; at < text.length; at++) {
      const next = text.charCodeAt(at);
      if (next === newline) return -1;
      if (next === tab) throw uncommon;
      if (next === hash && text.charCodeAt(at - 1) === space) return -1;
      if (next !== colon || !isBlank(text.charCodeAt(at + 1))) continue;
      if (text.charCodeAt(at - 1) === space) throw uncommon;
      return at;
    }
    return -1;
  }

  /** The value behind a colon, in a mapping with that indentation. */
  #readValue(from: number, indent: number): ParsedNode {
    let at = from;
    while (this.#text.charCodeAt(at) === space) at++;
    const code = this.#text.charCodeAt(at);
    if (code !== newline && code !== hash && !Number.isNaN(code)) return this.#readOnLine(at, indent);
    const hasComment = code === hash;
    if (hasComment && at === from) throw uncommon;
    this.#toContent(hasComment ? this.#lineEnd(at) : at);
    if (this.#indent > indent) return this.#readBelow(this.#indent);
    if (this.#indent === indent && this.#isItem(this.#at)) return this.#readBelow(indent);
    // Which comments belong to a value that isn't there is a long story.
    if (hasComment || this.#commentIndent >= 0) throw uncommon;
    return plainScalar('', at, at, at);
  }

  /** The collection that begins on a line of its own. */
  #readBelow(indent: number): ParsedNode {
    this.#commentIndent = -1;
    return this.#isItem(this.#at) ? this.#readList(indent) : this.#readMap(indent);
  }

  /** The scalar or flow collection at `start`, alone with the rest of its line, in a collection with that indentation. */
  #readOnLine(start: number, indent: number): ParsedNode {
    const text = this.#text;
    const code = text.charCodeAt(start);
    if (code === pipe) return this.#readLiteral(start, indent);
    let node: ParsedNode;
    if (code === doubleQuote || code === singleQuote) {
      const end = endOfQuoted(text, start);
      node = quotedScalar(text, start, end, end);
    } else if (isFlowStart(code)) node = readFlow(text, start, indent);
    else {
      const end = this.#plainEnd(start);
      node = plainScalar(text.slice(start, end), start, end, end);
    }
    this.#endLine(node);
    this.#toContent(node.range[2], indent, node);
    return node;
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    if (!beginsPlain(text, start)) throw uncommon;
    let end = start;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === newline || (code === hash && at > end)) break;
      if (code === tab || (code === colon && isBlank(text.charCodeAt(at + 1)))) throw uncommon;
      if (code !== space) end = at + 1;
    }
    return end;
  }

  /** The rest of its last line belongs to a node, if nothing but a comment is in it. */
  #endLine(node: ParsedNode): void {
    const text = this.#text;
    const from = node.range[1];
    let at = from;
    while (text.charCodeAt(at) === space) at++;
    const code = text.charCodeAt(at);
    if (code === hash && at > from) at = this.#lineEnd(at);
    else if (code !== newline && at < text.length) throw uncommon;
    node.range[2] = Math.min(at + 1, text.length);
  }

  /** `|` and the lines below it. */
  #readLiteral(start: number, indent: number): ParsedNode {
    const text = this.#text;
    const isStripped = text.charCodeAt(start + 1) === dash;
    const headerEnd = start + (isStripped ? 2 : 1);
    if (text.charCodeAt(headerEnd) !== newline) throw uncommon;
    const first = this.#firstNonSpace(headerEnd + 1);
    const inner = first - headerEnd - 1;
    if (inner <= indent || isBlank(text.charCodeAt(first))) throw uncommon;
    const lines: string[] = [];
    /** Behind the last line with content, and how many lines that makes. */
    let end = 0;
    let count = 0;
    for (let lineStart = headerEnd + 1; lineStart < text.length; ) {
      const from = this.#firstNonSpace(lineStart);
      const lineEnd = this.#lineEnd(from);
      const isEmpty = from === lineEnd;
      if (!isEmpty && from - lineStart < inner) break;
      // A last line without its end, or an empty one with more space than the others, is a special case.
      if (lineEnd === text.length || (isEmpty && from - lineStart > inner)) throw uncommon;
      lines.push(isEmpty ? '' : text.slice(lineStart + inner, lineEnd));
      lineStart = lineEnd + 1;
      if (isEmpty) continue;
      end = lineStart;
      count = lines.length;
    }
    lines.length = count;
    const value = lines.join('\n') + (isStripped ? '' : '\n');
    const node = textScalar(value, Scalar.BLOCK_LITERAL, [start, end, end]);
    this.#toContent(end);
    return node;
  }

  /**
   * Goes on to the next line with content. Comments in between that are indented more than the collection belong to the
   * value above them, if that stands on a line with its key.
   */
  #toContent(lineStart: number, indent = Number.POSITIVE_INFINITY, value?: ParsedNode): void {
    const text = this.#text;
    this.#commentIndent = -1;
    // The end of a line counts as an empty one.
    for (let from = lineStart; from < text.length; ) {
      const at = this.#firstNonSpace(from);
      const code = text.charCodeAt(at);
      if (code === hash) {
        const end = Math.min(this.#lineEnd(at) + 1, text.length);
        const column = at - from;
        if (value && column > indent && this.#commentIndent < 0) value.range[2] = end;
        else this.#commentIndent = Math.max(this.#commentIndent, column);
        from = end;
      } else if (code === newline) from = at + 1;
      else if (code === tab) throw uncommon;
      else if (at === text.length) break;
      else {
        this.#at = at;
        this.#indent = at - from;
        return;
      }
    }
    this.#at = text.length;
    this.#indent = -1;
  }

  #firstNonSpace(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === space) at++;
    return at;
  }

  /** Where the line ends that holds an offset: at its newline, or at the end of the text. */
  #lineEnd(offset: number): number {
    const end = this.#text.indexOf('\n', offset);
    return end < 0 ? this.#text.length : end;
  }
}
