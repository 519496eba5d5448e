/**
 * The tokens of a template, as `text/template/parse/lex.go` finds them. Reads each character once: whatever stands in a
 * template, the time grows with its length.
 */
import type { Span } from '../base/span.ts';

export type TokenType =
  | 'text'
  | 'comment'
  | 'leftDelim'
  | 'rightDelim'
  | 'space'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'number'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'leftParen'
  | 'rightParen'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'string'
  | 'rawString'
  | 'dot'
  | 'nil'
  | Keyword
  | 'eof'
  | 'error';

export type Keyword = 'block' | 'break' | 'continue' | 'define' | 'else' | 'end' | 'if' | 'range' | 'template' | 'with';

export interface Token extends Span {
  readonly type: TokenType;
  /** Of an error: what is wrong. */
  readonly message?: string;
}

const keywords: ReadonlySet<string> = new Set<Keyword>([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
]);

export function isKeyword(type: TokenType): boolean {
  return keywords.has(type) || type === 'nil' || type === 'dot';
}

const letterOrDigit = /[\p{L}\p{Nd}_]/u;

const simple: Readonly<Record<string, TokenType>> = { '=': 'assign', '|': 'pipe' };

/** Upstream: `text/template/parse/lex.go`. */
export class Lexer {
  readonly text: string;
  #position = 0;
  #isInsideAction = false;
  /** Behind the delimiter of the last action that has ended. */
  #actionEnd = 0;
  #parentheses = 0;
  /** No comment ends at or behind this place. */
  #noCommentEndFrom: number;
  /** How much has been read twice because an action was given up. */
  #readTwice = 0;

  constructor(text: string) {
    this.text = text;
    this.#noCommentEndFrom = text.length;
  }

  next(): Token {
    return this.#isInsideAction ? this.#insideAction() : this.#outsideAction();
  }

  /**
   * Gives up the action that begins at `start`, from the last token on: it ends with its `}}`, or, where another action
   * begins before that, with its line.
   * @returns where it ends.
   */
  abandon(start: number): number {
    if (!this.#isInsideAction) return this.#actionEnd;
    const closing = this.#closingFrom(Math.max(this.#position, start + 2));
    if (closing !== undefined) {
      this.#position = closing;
      return this.#rightDelim().end;
    }
    this.#isInsideAction = false;
    this.#position = this.#endOfUnclosed(start, this.#position);
    return this.#position;
  }

  /** Where `}}` or ` -}}` stands; undefined where another action begins before that. */
  #closingFrom(from: number): number | undefined {
    const { text } = this;
    for (let at = from; at + 1 < text.length; at++) {
      if (text[at] === '{' && text[at + 1] === '{') return undefined;
      if (text[at] === '}' && text[at + 1] === '}') {
        const isTrimming = at - 2 >= from && text[at - 1] === '-' && isSpace(text[at - 2]);
        return isTrimming ? at - 2 : at;
      }
    }
    return undefined;
  }

  #endOfUnclosed(start: number, failedAt: number): number {
    const { text } = this;
    const newline = text.indexOf('\n', start + 2);
    const lineEnd = newline < 0 ? text.length : newline;
    if (lineEnd < failedAt) {
      // What is behind the line is read once more. That must not happen to the same text again and again.
      this.#readTwice += failedAt - lineEnd;
      return this.#readTwice <= text.length ? lineEnd : failedAt;
    }
    for (let at = failedAt; at < lineEnd; at++) if (text[at] === '{' && text[at + 1] === '{') return at;
    return lineEnd;
  }

  #outsideAction(): Token {
    const { text } = this;
    const start = this.#position;
    const opening = text.indexOf('{{', start);
    if (opening === start) return this.#leftDelim();
    const end = opening < 0 ? text.length : opening;
    this.#position = end;
    const trimmed = opening >= 0 && hasLeftTrimMarker(text, opening + 2) ? trimEnd(text, start, end) : end;
    if (trimmed > start) return { type: 'text', start, end: trimmed };
    return opening < 0 ? { type: 'eof', start, end } : this.#leftDelim();
  }

  #leftDelim(): Token {
    const start = this.#position;
    let inside = start + 2;
    if (hasLeftTrimMarker(this.text, inside)) inside += 2;
    this.#isInsideAction = true;
    this.#parentheses = 0;
    this.#position = inside;
    if (this.text.startsWith('/*', inside)) return this.#comment(start, inside);
    return { type: 'leftDelim', start, end: inside };
  }

  #comment(start: number, opening: number): Token {
    const close = opening >= this.#noCommentEndFrom ? -1 : this.text.indexOf('*/', opening + 2);
    if (close < 0) {
      this.#noCommentEndFrom = Math.min(this.#noCommentEndFrom, opening);
      return this.#error(start, opening + 2, 'unclosed comment');
    }
    this.#position = close + 2;
    if (!this.#rightDelimLength()) return this.#error(start, close + 2, 'comment ends before closing delimiter');
    return { type: 'comment', start, end: this.#rightDelim().end };
  }

  /** Of the `}}` or ` -}}` that stands here; 0 where there is none. */
  #rightDelimLength(): number {
    const { text } = this;
    const at = this.#position;
    if (isSpace(text[at]) && text[at + 1] === '-' && text.startsWith('}}', at + 2)) return 4;
    return text.startsWith('}}', at) ? 2 : 0;
  }

  #rightDelim(): Token {
    const start = this.#position;
    const length = this.#rightDelimLength();
    const end = start + length;
    this.#isInsideAction = false;
    this.#actionEnd = end;
    this.#position = length === 4 ? skipSpace(this.text, end) : end;
    return { type: 'rightDelim', start, end };
  }

  #insideAction(): Token {
    const { text } = this;
    const start = this.#position;
    if (this.#rightDelimLength()) {
      return this.#parentheses === 0 ? this.#rightDelim() : this.#error(start, start, 'unclosed left paren');
    }
    if (start >= text.length) return this.#error(start, start, 'unclosed action');
    const char = text[start]!;
    if (isSpace(char)) return this.#space();
    if (Object.hasOwn(simple, char)) return this.#token(simple[char]!, start, start + 1);
    switch (char) {
      case ':':
        return text[start + 1] === '='
          ? this.#token('declare', start, start + 2)
          : this.#error(start, start + 1, 'expected :=');
      case '"':
        return this.#quoted('string', 'unterminated quoted string');
      case "'":
        return this.#quoted('charConstant', 'unterminated character constant');
      case '`': {
        const close = text.indexOf('`', start + 1);
        if (close < 0) return this.#error(start, start + 1, 'unterminated raw quoted string');
        return this.#token('rawString', start, close + 1);
      }
      case '$':
        return this.#fieldOrVariable('variable');
      case '(':
        this.#parentheses++;
        return this.#token('leftParen', start, start + 1);
      case ')':
        if (--this.#parentheses < 0) return this.#error(start, start + 1, 'unexpected right paren');
        return this.#token('rightParen', start, start + 1);
      case '.':
        // The very last character begins a number, to Go.
        if (start + 1 < text.length && !isDigit(text[start + 1])) return this.#fieldOrVariable('field');
    }
    if (char === '.' || char === '+' || char === '-' || isDigit(char)) return this.#number();
    if (this.#isAlphaNumericAt(start)) return this.#identifier();
    if (char > ' ' && char < '\x7F') return this.#token('char', start, start + 1);
    const point = text.codePointAt(start)!;
    return this.#error(start, start + widthOf(point), `unrecognized character in action: ${describe(point)}`);
  }

  #token(type: TokenType, start: number, end: number): Token {
    this.#position = end;
    return { type, start, end };
  }

  #error(start: number, end: number, message: string): Token {
    return { type: 'error', start, end, message };
  }

  /** The space before the minus of ` -}}` belongs to the delimiter. */
  #space(): Token {
    const start = this.#position;
    const end = skipSpace(this.text, start);
    this.#position = end - 1;
    if (this.#rightDelimLength() === 4) {
      return end - 1 === start ? this.#rightDelim() : this.#token('space', start, end - 1);
    }
    return this.#token('space', start, end);
  }

  #quoted(type: 'string' | 'charConstant', unterminated: string): Token {
    const { text } = this;
    const start = this.#position;
    const quote = text[start]!;
    for (let at = start + 1; at < text.length; at++) {
      if (text[at] === quote) return this.#token(type, start, at + 1);
      if (text[at] === '\\') at++;
      if (text[at] === '\n') return this.#error(start, at, unterminated);
    }
    return this.#error(start, text.length, unterminated);
  }

  /** The character before has been seen; behind the name something must follow that ends it. */
  #fieldOrVariable(type: 'field' | 'variable'): Token {
    const start = this.#position;
    if (this.#isTerminator(start + 1)) return this.#token(type === 'field' ? 'dot' : type, start, start + 1);
    const end = this.#endOfWord(start + 1);
    return this.#isTerminator(end) ? this.#token(type, start, end) : this.#badCharacter(end);
  }

  #identifier(): Token {
    const start = this.#position;
    const end = this.#endOfWord(start);
    if (!this.#isTerminator(end)) return this.#badCharacter(end);
    const word = this.text.slice(start, end);
    if (keywords.has(word)) return this.#token(word as Keyword, start, end);
    if (word === 'nil') return this.#token('nil', start, end);
    return this.#token(word === 'true' || word === 'false' ? 'bool' : 'identifier', start, end);
  }

  #badCharacter(at: number): Token {
    const point = this.text.codePointAt(at)!;
    return this.#error(at, at + widthOf(point), `bad character ${describe(point)}`);
  }

  #number(): Token {
    const start = this.#position;
    const bad = (at: number) => {
      const end = Math.min(at, this.text.length);
      return this.#error(start, end, `bad number syntax: ${quoteAsGo(this.text.slice(start, end))}`);
    };
    const real = this.#endOfNumber(start);
    if (real.isBad) return bad(real.end);
    const sign = this.text[real.end];
    if (sign !== '+' && sign !== '-') return this.#token('number', start, real.end);
    const whole = this.#endOfNumber(real.end);
    if (whole.isBad || this.text[whole.end - 1] !== 'i') return bad(whole.end);
    return this.#token('complex', start, whole.end);
  }

  /** More than numbers pass here; what they mean decides. */
  #endOfNumber(start: number): { readonly end: number; readonly isBad: boolean } {
    const { text } = this;
    let at = start;
    const accept = (chars: string) => {
      const found = at < text.length && chars.includes(text[at]!);
      if (found) at++;
      return found;
    };
    const acceptRun = (chars: string) => {
      while (accept(chars));
    };
    accept('+-');
    const decimal = '0123456789_';
    const hexadecimal = '0123456789abcdefABCDEF_';
    let digits = decimal;
    if (accept('0')) {
      if (accept('xX')) digits = hexadecimal;
      else if (accept('oO')) digits = '01234567_';
      else if (accept('bB')) digits = '01_';
    }
    acceptRun(digits);
    if (accept('.')) acceptRun(digits);
    if ((digits === decimal && accept('eE')) || (digits === hexadecimal && accept('pP'))) {
      accept('+-');
      acceptRun(decimal);
    }
    accept('i');
    const isBad = this.#isAlphaNumericAt(at);
    return { end: isBad ? at + widthOf(text.codePointAt(at)!) : at, isBad };
  }

  #isTerminator(at: number): boolean {
    const char = this.text[at];
    return char === undefined || isSpace(char) || '.,|:)('.includes(char) || this.text.startsWith('}}', at);
  }

  #endOfWord(start: number): number {
    let at = start;
    while (this.#isAlphaNumericAt(at)) at += widthOf(this.text.codePointAt(at)!);
    return at;
  }

  /** Go's letters and digits are Unicode's. */
  #isAlphaNumericAt(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code < 0x80) return /\w/.test(this.text[at]!);
    return at < this.text.length && letterOrDigit.test(String.fromCodePoint(this.text.codePointAt(at)!));
  }
}

function hasLeftTrimMarker(text: string, at: number): boolean {
  return text[at] === '-' && isSpace(text[at + 1]);
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text[at - 1])) at--;
  return at;
}

function widthOf(point: number): number {
  return point > 0xff_ff ? 2 : 1;
}

/** Go's `%#U`. */
function describe(point: number): string {
  const char = String.fromCodePoint(point);
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return isPrintable(char) ? `${code} '${char}'` : code;
}

/** Go's `unicode.IsPrint`. */
function isPrintable(char: string): boolean {
  return char === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** Go's `%q`. */
export function quoteAsGo(text: string): string {
  let quoted = '';
  for (const char of text) quoted += escapeAsGo(char);
  return `"${quoted}"`;
}

/** One character as it stands between the quotation marks of Go's `%q`. */
export function escapeAsGo(char: string): string {
  if (Object.hasOwn(escapes, char)) return escapes[char]!;
  if (isPrintable(char)) return char;
  const point = char.codePointAt(0)!;
  if (point < 0x20 || point === 0x7f) return `\\x${point.toString(16).padStart(2, '0')}`;
  return point > 0xff_ff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`;
}
