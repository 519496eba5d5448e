/**
 * Text → tokens, as go-yaml's scanner does it (`go.yaml.in/yaml/v2/scannerc.go`), which sigs.k8s.io/yaml and so kubectl read
 * with. It is YAML 1.1 with habits of its own; `yaml` reads YAML 1.2, so what it takes or refuses is no measure.
 *
 * Only as many tokens are scanned as somebody asks for: what stands behind the first document is not looked at.
 */
import { isBlank, isBlankOrEnd, isBreak, space, tab } from './characters.ts';
import { Cursor } from './cursor.ts';
import { scanAnchor, scanDirective, scanTag } from './scanProperties.ts';
import { type Scanned, scanBlock, scanPlain, scanQuoted } from './scanScalar.ts';
import { ReadError, type ScalarStyle, type Token, type TokenType } from './token.ts';

/** Something that may turn out to be a key, when a colon follows on its line. */
interface SimpleKey {
  readonly token: number;
  readonly start: number;
  readonly column: number;
  readonly lineStart: number;
  /** In a block mapping nothing but a key can stand here. */
  readonly isRequired: boolean;
}

/** So many characters may a key without `?` have (YAML 1.2, 7.4). */
const longestKey = 1024;
/** Deeper nesting is refused (`max_flow_level`, `max_indents`). */
const deepest = 10_000;

export class Scanner {
  readonly #cursor: Cursor;
  readonly #queue: Token[] = [];
  #head = 0;
  /** How many tokens were taken from the queue. */
  #taken = 0;
  #isEnded = false;
  /** Column of the block collection that is open; -1 outside of all. */
  #indent = -1;
  readonly #indents: number[] = [];
  /** Per level of brackets, the outermost first. */
  readonly #keys: (SimpleKey | undefined)[] = [undefined];
  /** The keys that hold back the token they begin with. */
  readonly #keysByToken = new Map<number, SimpleKey>();
  /** Per pair of brackets that is open, the token of its last key, or its own where it has none. */
  readonly #lastKeys: number[] = [];
  #mayBeginKey = true;

  /** Reads `text` from `start` on. */
  constructor(text: string, start: number) {
    this.#cursor = new Cursor(text, text[start] === '\uFEFF' ? start + 1 : start);
  }

  peek(): Token {
    while (this.#needsMore()) this.#fetch();
    return this.#queue[this.#head]!;
  }

  take(): Token {
    const token = this.peek();
    this.#head++;
    this.#taken++;
    if (this.#head === this.#queue.length) {
      this.#queue.length = 0;
      this.#head = 0;
    }
    return token;
  }

  /** The number of the token that is scanned next. */
  get #nextToken(): number {
    return this.#taken + this.#queue.length - this.#head;
  }

  get #flowLevel(): number {
    return this.#keys.length - 1;
  }

  /** A token may be handed out once it is certain that no key begins with it. */
  #needsMore(): boolean {
    if (this.#head === this.#queue.length) return !this.#isEnded;
    const key = this.#keysByToken.get(this.#taken);
    return key !== undefined && this.#isStillPossible(key);
  }

  #isStillPossible(key: SimpleKey): boolean {
    const { lineStart } = this.#cursor;
    if (key.lineStart === lineStart && this.#cursor.charactersSince(key.start) <= longestKey) return true;
    if (key.isRequired) throw new ReadError("could not find expected ':'", key.start);
    this.#forget(key);
    return false;
  }

  #forget(key: SimpleKey): void {
    this.#keysByToken.delete(key.token);
    const level = this.#keys.lastIndexOf(key);
    if (level >= 0) this.#keys[level] = undefined;
  }

  /** Remembers that a key may begin here. */
  #saveKey(): void {
    if (!this.#mayBeginKey) return;
    const cursor = this.#cursor;
    const { column, lineStart } = cursor;
    this.#dropKey();
    const key: SimpleKey = {
      token: this.#nextToken,
      start: cursor.position,
      column,
      lineStart,
      isRequired: this.#flowLevel === 0 && this.#indent === column,
    };
    this.#keys[this.#keys.length - 1] = key;
    this.#keysByToken.set(key.token, key);
    if (this.#flowLevel > 0) this.#lastKeys[this.#lastKeys.length - 1] = key.token;
  }

  /** What may have been a key is none: something else begins. */
  #dropKey(): void {
    const key = this.#keys.at(-1);
    if (!key) return;
    if (key.isRequired) throw new ReadError("could not find expected ':'", key.start);
    this.#forget(key);
  }

  #add(type: TokenType, start: number, end: number): void {
    this.#queue.push({ type, start, end, value: '', suffix: '', style: undefined });
  }

  /** An indicator of one character, or more. */
  #addIndicator(type: TokenType, length = 1): void {
    const start = this.#cursor.position;
    this.#cursor.position += length;
    this.#add(type, start, start + length);
  }

  #insert(number: number, type: TokenType, at: number): void {
    const token: Token = { type, start: at, end: at, value: '', suffix: '', style: undefined };
    // What was handed out already cannot be preceded any more; go-yaml puts the token last then.
    if (number < this.#taken) this.#queue.push(token);
    else this.#queue.splice(this.#head + number - this.#taken, 0, token);
  }

  #fetch(): void {
    this.#skipToNextToken();
    this.#unroll(this.#cursor.column);
    const code = this.#cursor.code();
    if (this.#fetchIndicator(code)) return;
    if (!this.#mayBeginPlain(code))
      throw new ReadError('found character that cannot start any token', this.#cursor.position);
    this.#fetchPlain();
  }

  /** Whether a token begins with an indicator here, which is then taken. */
  #fetchIndicator(code: number): boolean {
    const cursor = this.#cursor;
    const isFlow = this.#flowLevel > 0;
    const isBeforeBlank = isBlankOrEnd(cursor.code(1));
    const isAtLineStart = cursor.position === cursor.lineStart;
    if (code === 0) this.#fetchEnd();
    else if (code === 0x25 && isAtLineStart) this.#fetchDirective();
    else if (isAtLineStart && cursor.atDocumentMarker())
      this.#fetchDocumentMarker(code === 0x2d ? 'documentStart' : 'documentEnd');
    else if (code === 0x5b) this.#fetchFlowStart('flowSequenceStart');
    else if (code === 0x7b) this.#fetchFlowStart('flowMappingStart');
    else if (code === 0x5d) this.#fetchFlowEnd('flowSequenceEnd');
    else if (code === 0x7d) this.#fetchFlowEnd('flowMappingEnd');
    else if (code === 0x2c) this.#fetchFlowEntry();
    else if (code === 0x2d && isBeforeBlank) this.#fetchBlockEntry();
    else if (code === 0x3f && (isFlow || isBeforeBlank)) this.#fetchKey();
    else if (code === 0x3a && (isFlow || isBeforeBlank)) this.#fetchValue();
    else if (code === 0x2a) this.#fetchProperty(() => scanAnchor(cursor, 'alias'));
    else if (code === 0x26) this.#fetchProperty(() => scanAnchor(cursor, 'anchor'));
    else if (code === 0x21) this.#fetchProperty(() => scanTag(cursor));
    else if (code === 0x7c && !isFlow) this.#fetchBlockScalar('BLOCK_LITERAL');
    else if (code === 0x3e && !isFlow) this.#fetchBlockScalar('BLOCK_FOLDED');
    else if (code === 0x27) this.#fetchQuoted('QUOTE_SINGLE', "'");
    else if (code === 0x22) this.#fetchQuoted('QUOTE_DOUBLE', '"');
    else return false;
    return true;
  }

  #mayBeginPlain(code: number): boolean {
    // What is left of `-`, `?` and `:` was seen to have no blank behind it; a lone `-` before a line break never comes here.
    if (code === 0x2d) return !isBlank(this.#cursor.code(1));
    if (code === 0x3f || code === 0x3a) return this.#flowLevel === 0;
    return !isBlankOrEnd(code) && !'#|>%@`'.includes(String.fromCharCode(code));
  }

  #skipToNextToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      // A tab is white space where it cannot be taken for indentation.
      while (cursor.code() === space || (cursor.code() === tab && (this.#flowLevel > 0 || !this.#mayBeginKey)))
        cursor.position++;
      if (cursor.code() === 0x23) cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (this.#flowLevel === 0) this.#mayBeginKey = true;
    }
  }

  /** Opens a block collection where the column is further to the right than the one that is open. */
  #roll(column: number, number: number | undefined, type: TokenType, at: number): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > deepest) throw new ReadError(`exceeded max depth of ${deepest}`, at);
    if (number === undefined) this.#add(type, at, at);
    else this.#insert(number, type, at);
  }

  /** Closes the block collections that end at a column. */
  #unroll(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#add('blockEnd', this.#cursor.position, this.#cursor.position);
      this.#indent = this.#indents.pop()!;
    }
  }

  #fetchEnd(): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#mayBeginKey = false;
    this.#isEnded = true;
    this.#add('streamEnd', this.#cursor.position, this.#cursor.position);
  }

  #fetchDirective(): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#mayBeginKey = false;
    this.#queue.push(scanDirective(this.#cursor));
  }

  #fetchDocumentMarker(type: 'documentStart' | 'documentEnd'): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#mayBeginKey = false;
    this.#addIndicator(type, 3);
  }

  #fetchFlowStart(type: 'flowSequenceStart' | 'flowMappingStart'): void {
    this.#saveKey();
    this.#keys.push(undefined);
    this.#lastKeys.push(this.#nextToken);
    if (this.#flowLevel > deepest) throw new ReadError(`exceeded max depth of ${deepest}`, this.#cursor.position);
    this.#mayBeginKey = true;
    this.#addIndicator(type);
  }

  #fetchFlowEnd(type: 'flowSequenceEnd' | 'flowMappingEnd'): void {
    this.#dropKey();
    if (this.#flowLevel > 0) {
      this.#keys.pop();
      // go-yaml does not wait for a colon behind `[]`, so `[]: a` is no mapping to it.
      this.#keysByToken.delete(this.#lastKeys.pop()!);
    }
    this.#mayBeginKey = false;
    this.#addIndicator(type);
  }

  #fetchFlowEntry(): void {
    this.#dropKey();
    this.#mayBeginKey = true;
    this.#addIndicator('flowEntry');
  }

  #fetchBlockEntry(): void {
    const { column, position } = this.#cursor;
    if (this.#flowLevel === 0) {
      if (!this.#mayBeginKey) throw new ReadError('block sequence entries are not allowed in this context', position);
      this.#roll(column, undefined, 'blockSequenceStart', position);
    }
    this.#dropKey();
    this.#mayBeginKey = true;
    this.#addIndicator('blockEntry');
  }

  #fetchKey(): void {
    const { column, position } = this.#cursor;
    if (this.#flowLevel === 0) {
      if (!this.#mayBeginKey) throw new ReadError('mapping keys are not allowed in this context', position);
      this.#roll(column, undefined, 'blockMappingStart', position);
    }
    this.#dropKey();
    this.#mayBeginKey = this.#flowLevel === 0;
    this.#addIndicator('key');
  }

  #fetchValue(): void {
    const { column, position } = this.#cursor;
    const key = this.#keys.at(-1);
    if (key && this.#isStillPossible(key)) {
      this.#insert(key.token, 'key', key.start);
      this.#roll(key.column, key.token, 'blockMappingStart', key.start);
      this.#forget(key);
      this.#mayBeginKey = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#mayBeginKey) throw new ReadError('mapping values are not allowed in this context', position);
        this.#roll(column, undefined, 'blockMappingStart', position);
      }
      this.#mayBeginKey = this.#flowLevel === 0;
    }
    this.#addIndicator('value');
  }

  #fetchProperty(scan: () => Token): void {
    this.#saveKey();
    this.#mayBeginKey = false;
    this.#queue.push(scan());
  }

  #fetchBlockScalar(style: 'BLOCK_LITERAL' | 'BLOCK_FOLDED'): void {
    this.#dropKey();
    this.#mayBeginKey = true;
    const start = this.#cursor.position;
    this.#addScalar(style, start, scanBlock(this.#cursor, style === 'BLOCK_LITERAL', this.#indent));
  }

  #fetchQuoted(style: 'QUOTE_SINGLE' | 'QUOTE_DOUBLE', quote: "'" | '"'): void {
    this.#saveKey();
    this.#mayBeginKey = false;
    const start = this.#cursor.position;
    this.#addScalar(style, start, scanQuoted(this.#cursor, quote));
  }

  #fetchPlain(): void {
    this.#saveKey();
    this.#mayBeginKey = false;
    const start = this.#cursor.position;
    const scanned = scanPlain(this.#cursor, this.#flowLevel > 0, this.#indent + 1);
    if (scanned.crossedLines) this.#mayBeginKey = true;
    this.#addScalar('PLAIN', start, scanned);
  }

  #addScalar(style: ScalarStyle, start: number, { value, end }: Scanned): void {
    this.#queue.push({ type: 'scalar', start, end, value, suffix: '', style });
  }
}
