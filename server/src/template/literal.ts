/** What the literals of a template mean: Go's `strconv.Unquote`, and `newNumber` of `text/template/parse/node.go`. */
import { areUnderscoresAllowed, parseGoInteger } from '../base/goInteger.ts';
import { quoteAsGo } from './lexer.ts';
import type { NumberValue } from './tree.ts';

/** A value, or Go's words for why there is none. */
export type Literal<T> = { readonly value: T; readonly error?: undefined } | { readonly error: string };

const invalid = { error: 'invalid syntax' };

/** Of `"…"` or `` `…` ``. */
export function unquote(source: string): Literal<string> {
  const inner = source.slice(1, -1);
  if (source.startsWith('`')) return { value: inner.replaceAll('\r', '') };
  if (!inner.includes('\\')) return { value: inner };
  const pieces: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) pieces.push(decodeUtf8(bytes));
    bytes = [];
  };
  for (let at = 0; at < inner.length; ) {
    const unit = readCharacter(inner, at, '"');
    if (!unit) return invalid;
    if (unit.isByte) bytes.push(unit.code);
    else {
      flush();
      pieces.push(String.fromCodePoint(unit.code));
    }
    at = unit.end;
  }
  flush();
  return { value: pieces.join('') };
}

interface Character {
  readonly code: number;
  /** `\xff` and `\377` write bytes, not characters. */
  readonly isByte: boolean;
  readonly end: number;
}

const controls: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };
const hexadecimalLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Go's `strconv.UnquoteChar`. */
function readCharacter(text: string, at: number, quote: string): Character | undefined {
  const char = text[at];
  if (char === undefined || char === quote) return undefined;
  if (char !== '\\') {
    const code = text.codePointAt(at)!;
    return { code, isByte: false, end: at + String.fromCodePoint(code).length };
  }
  const letter = text[at + 1] ?? '';
  if (letter === quote) return { code: quote.charCodeAt(0), isByte: false, end: at + 2 };
  if (Object.hasOwn(controls, letter)) return { code: controls[letter]!, isByte: false, end: at + 2 };
  if (/[0-7]/.test(letter)) {
    const digits = text.slice(at + 1, at + 4);
    const code = Number.parseInt(digits, 8);
    return /^[0-7]{3}$/.test(digits) && code < 256 ? { code, isByte: true, end: at + 4 } : undefined;
  }
  if (!Object.hasOwn(hexadecimalLengths, letter)) return undefined;
  const length = hexadecimalLengths[letter]!;
  const digits = text.slice(at + 2, at + 2 + length);
  if (digits.length < length || !/^[\da-fA-F]+$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  if (letter !== 'x' && (code > 0x10_ff_ff || (code >= 0xd8_00 && code < 0xe0_00))) return undefined;
  return { code, isByte: letter === 'x', end: at + 2 + length };
}

function decodeUtf8(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD')).join('');
  }
}

/** Of `'x'`. Upstream: `newNumber` in `text/template/parse/node.go`. */
export function parseCharacter(source: string): Literal<NumberValue> {
  const unit = readCharacter(source, 1, "'");
  if (!unit) return invalid;
  if (source.slice(unit.end) !== "'") return { error: `malformed character constant: ${source}` };
  return { value: { integer: BigInt(unit.code), float: unit.code, isCharacter: true } };
}

/** Of `1+2i`. Upstream: `newNumber` in `text/template/parse/node.go`. */
export function parseComplex(source: string): Literal<NumberValue> {
  const split = imaginaryPart(source);
  const real = source.endsWith('i') ? readFloat(source.slice(0, split)) : undefined;
  const imaginary = real === undefined ? undefined : readFloat(source.slice(split, -1));
  if (real === undefined || imaginary === undefined) return { error: 'syntax error scanning complex number' };
  return { value: imaginary === 0 ? ofFloat(real) : { integer: undefined, float: undefined, isCharacter: false } };
}

/** Where the last sign stands that is none of an exponent; 0 where there is none behind the first character. */
function imaginaryPart(source: string): number {
  for (let at = source.length - 1; at > 0; at--) {
    if (/[-+]/.test(source[at]!) && !/[eEpP]/.test(source[at - 1]!)) return at;
  }
  return 0;
}

/** Upstream: `newNumber` in `text/template/parse/node.go`. */
export function parseNumber(source: string): Literal<NumberValue> {
  if (source.endsWith('i')) {
    const imaginary = readFloat(source.slice(0, -1));
    if (imaginary !== undefined)
      return { value: imaginary === 0 ? ofFloat(0) : { integer: undefined, float: undefined, isCharacter: false } };
  }
  const integer = parseGoInteger(source);
  if (integer !== undefined) return { value: { integer, float: Number(integer), isCharacter: false } };
  const float = readFloat(source);
  if (float === undefined) return { error: `illegal number syntax: ${quoteAsGo(source)}` };
  if (!/[.eEpP]/.test(source)) return { error: `integer overflow: ${quoteAsGo(source)}` };
  return { value: ofFloat(float) };
}

function ofFloat(float: number): NumberValue {
  const fits = Number.isInteger(float) && float >= -(2 ** 63) && float < 2 ** 64;
  return { integer: fits ? BigInt(float) : undefined, float, isCharacter: false };
}

/** Go's `strconv.ParseFloat` for what the lexer takes for a number. */
function readFloat(source: string): number | undefined {
  if (!areUnderscoresAllowed(source)) return undefined;
  const text = source.replaceAll('_', '');
  const hexadecimal = /^([-+]?)0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?[pP]([-+]?\d+)$/.exec(text);
  if (hexadecimal) {
    const [, sign, whole = '', fraction = '', exponent] = hexadecimal;
    if (whole === '' && fraction === '') return undefined;
    const mantissa = [...(whole + fraction)].reduce((sum, digit) => sum * 16 + Number.parseInt(digit, 16), 0);
    const value = mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
    return Number.isFinite(value) ? (sign === '-' ? -value : value) : undefined;
  }
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
