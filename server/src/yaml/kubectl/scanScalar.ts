/** Scalars of all five styles, folded and unescaped as go-yaml does it (`scannerc.go`). */
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, space, tab } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { ReadError } from './token.ts';

/** Lines that were joined: one line break becomes a space, further ones stay. */
class Folding {
  #first = '';
  #more = '';
  started = false;

  add(lineBreak: string): void {
    if (this.started) this.#more += lineBreak;
    else this.#first = lineBreak;
    this.started = true;
  }

  /** The text that stands for the breaks; begins anew. */
  take(): string {
    const text = this.#first === '\n' ? this.#more || ' ' : this.#first + this.#more;
    this.#first = '';
    this.#more = '';
    this.started = false;
    return text;
  }
}

export interface Scanned {
  readonly value: string;
  readonly end: number;
}

/** A plain scalar; `crossedLines` says that a line break was read behind it. */
export function scanPlain(
  cursor: Cursor,
  isFlow: boolean,
  indent: number,
): Scanned & { readonly crossedLines: boolean } {
  const start = cursor.position;
  const folding = new Folding();
  let value = '';
  let end = start;
  while (!cursor.atDocumentMarker() && cursor.code() !== 0x23) {
    const from = cursor.position;
    skipPlainText(cursor, isFlow);
    if (cursor.position > from) {
      // What lies between two words of one line is kept as it is.
      value += folding.started ? folding.take() : cursor.text.slice(end, from);
      value += cursor.text.slice(from, cursor.position);
      end = cursor.position;
    }
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    while (isBlank(cursor.code()) || isBreak(cursor.code())) {
      if (isBreak(cursor.code())) folding.add(cursor.readBreak());
      else if (folding.started && cursor.code() === tab && cursor.column < indent)
        throw new ReadError('found a tab character that violates indentation', cursor.position);
      else cursor.position++;
    }
    if (!isFlow && cursor.column < indent) break;
  }
  return { value, end, crossedLines: folding.started };
}

function skipPlainText(cursor: Cursor, isFlow: boolean): void {
  const { text } = cursor;
  let at = cursor.position;
  for (let code = text.charCodeAt(at); !isBlankOrEnd(code); code = text.charCodeAt(++at)) {
    if (code === 0x3a && isBlankOrEnd(text.charCodeAt(at + 1))) break;
    // `,`, `?`, `[`, `]`, `{` and `}` end it between brackets.
    if (isFlow && (code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d))
      break;
  }
  cursor.position = at;
}

const onOneLine = {
  "'": /'([^'\r\n\x85\u2028\u2029\0]*)'(?!')/y,
  '"': /"([^"\\\r\n\x85\u2028\u2029\0]*)"/y,
} as const;

/** A quoted scalar, from its opening quotation mark. Continuation lines may stand at any column. */
export function scanQuoted(cursor: Cursor, quote: "'" | '"'): Scanned {
  const start = cursor.position;
  const simple = onOneLine[quote];
  simple.lastIndex = start;
  const match = simple.exec(cursor.text);
  if (match) {
    cursor.position = simple.lastIndex;
    return { value: match[1]!, end: cursor.position };
  }
  const closing = quote.charCodeAt(0);
  const folding = new Folding();
  let value = '';
  cursor.position++;
  for (;;) {
    if (cursor.atDocumentMarker()) throw new ReadError('found unexpected document indicator', cursor.position);
    if (cursor.code() === 0) throw new ReadError('found unexpected end of stream', start);
    value += quotedText(cursor, closing, folding);
    if (cursor.code() === closing) break;
    const from = cursor.position;
    let blanks = cursor.position;
    while (isBlank(cursor.code()) || isBreak(cursor.code())) {
      if (isBreak(cursor.code())) folding.add(cursor.readBreak());
      else cursor.position++;
      if (!folding.started) blanks = cursor.position;
    }
    value += folding.started ? folding.take() : cursor.text.slice(from, blanks);
  }
  cursor.position++;
  return { value, end: cursor.position };
}

/** Up to white space, the closing quotation mark or an escaped line break, after which nothing stands for the break. */
function quotedText(cursor: Cursor, closing: number, folding: Folding): string {
  let value = '';
  let from = cursor.position;
  const { text } = cursor;
  const take = () => text.slice(from, cursor.position);
  while (!isBlankOrEnd(cursor.code())) {
    const code = cursor.code();
    if (code === closing) {
      if (closing !== 0x27 || cursor.code(1) !== closing) break;
      value += `${take()}'`;
      cursor.position += 2;
      from = cursor.position;
    } else if (code === 0x5c && closing === 0x22) {
      value += take();
      if (isBreak(cursor.code(1))) {
        cursor.position++;
        cursor.readBreak();
        folding.add('');
        return value;
      }
      value += readEscape(cursor);
      from = cursor.position;
    } else cursor.position++;
  }
  return value + take();
}

const escapes = new Map<string, string>([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const digitsOf = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function readEscape(cursor: Cursor): string {
  const { text, position } = cursor;
  const letter = text[position + 1] ?? '';
  const known = escapes.get(letter);
  const digits = digitsOf.get(letter);
  if (known !== undefined) {
    cursor.position += 2;
    return known;
  }
  if (digits === undefined) throw new ReadError('found unknown escape character', position);
  const number = text.slice(position + 2, position + 2 + digits);
  if (number.length < digits || !/^[0-9A-Fa-f]+$/.test(number))
    throw new ReadError('did not find expected hexdecimal number', position);
  const code = Number.parseInt(number, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw new ReadError('found invalid Unicode character escape code', position);
  cursor.position += 2 + digits;
  return String.fromCodePoint(code);
}

/** A block scalar, from its `|` or `>`. `parentIndent` is the column of what it stands in, -1 at the root. */
export function scanBlock(cursor: Cursor, isLiteral: boolean, parentIndent: number): Scanned {
  const start = cursor.position;
  const { chomping, increment } = blockHeader(cursor, start);
  const block = {
    indent: increment > 0 ? Math.max(parentIndent, 0) + increment : 0,
    parentIndent,
    start,
    end: cursor.position,
  };
  let value = '';
  let lineBreak = '';
  let blankLines = skipBlankLines(cursor, block);
  let wasIndented = false;
  while (cursor.column === block.indent && cursor.code() !== 0) {
    const isIndented = isBlank(cursor.code());
    const isFolded = !isLiteral && !wasIndented && !isIndented && lineBreak === '\n';
    value += isFolded ? (blankLines === '' ? ' ' : '') : lineBreak;
    value += blankLines;
    wasIndented = isIndented;
    const from = cursor.position;
    while (!isBreakOrEnd(cursor.code())) cursor.position++;
    value += cursor.text.slice(from, cursor.position);
    lineBreak = cursor.readBreak();
    blankLines = skipBlankLines(cursor, block);
  }
  if (chomping !== '-') value += lineBreak;
  if (chomping === '+') value += blankLines;
  return { value, end: block.end };
}

function blockHeader(cursor: Cursor, start: number): { readonly chomping: string; readonly increment: number } {
  let chomping = '';
  let increment = 0;
  cursor.position++;
  // Each of the two at most once, in either order.
  for (let i = 0; i < 2; i++) {
    const code = cursor.code();
    if ((code === 0x2b || code === 0x2d) && chomping === '') chomping = String.fromCharCode(code);
    else if (isDigit(code) && increment === 0) {
      increment = code - 0x30;
      if (increment === 0) throw new ReadError('found an indentation indicator equal to 0', start);
    } else break;
    cursor.position++;
  }
  while (isBlank(cursor.code())) cursor.position++;
  if (cursor.code() === 0x23) cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) throw new ReadError('did not find expected comment or line break', start);
  cursor.readBreak();
  return { chomping, increment };
}

interface Block {
  /** The column at which the text begins; 0 until its first line is seen. */
  indent: number;
  readonly parentIndent: number;
  readonly start: number;
  /** Behind the last line that belongs to the scalar. */
  end: number;
}

/** To the next line that is not blank, behind its indentation; gives the breaks. Finds the indentation where it is not known. */
function skipBlankLines(cursor: Cursor, block: Block): string {
  block.end = cursor.position;
  let breaks = '';
  let widest = 0;
  for (;;) {
    const isInIndentation = () => block.indent === 0 || cursor.column < block.indent;
    while (cursor.code() === space && isInIndentation()) cursor.position++;
    widest = Math.max(widest, cursor.column);
    if (cursor.code() === tab && isInIndentation())
      throw new ReadError('found a tab character where an indentation space is expected', cursor.position);
    if (!isBreak(cursor.code())) break;
    breaks += cursor.readBreak();
    block.end = cursor.position;
  }
  if (block.indent === 0) block.indent = Math.max(widest, block.parentIndent + 1, 1);
  return breaks;
}
