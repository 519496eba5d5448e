/** Scalars as the parser makes them, for the texts that are read without it. */
import { type Range, Scalar, Schema } from 'yaml';

/** Thrown, and caught at the border, where a text is not of the common kind; one for all, as a stack costs time. */
export const uncommon = new Error('not of the common kind');

/** The parser's own tags, so that its nodes and these never differ. Maps and sequences have no test. */
const tags = new Schema({ schema: 'core', merge: true }).tags.flatMap((tag) =>
  tag.default === true && 'test' in tag && tag.test && !tag.collection ? [{ ...tag, test: tag.test }] : [],
);

/** What an unquoted scalar means to the parser; to Kubernetes it may mean something else, see `resolvePlainScalar`. */
function parserValue(source: string): unknown {
  // Nearly all are strings, and their first letter tells.
  if (source !== '' && !/^[-+.0-9~nNtTfF]/.test(source)) return source;
  const tag = tags.find(({ test }) => test.test(source));
  if (!tag) return source;
  const value = tag.resolve(source, () => {}, { intAsBigInt: false } as never);
  return value instanceof Scalar ? value.value : value;
}

export function plainScalar(source: string, start: number, end: number, nodeEnd: number): Scalar.Parsed {
  return makeScalar(parserValue(source), source, Scalar.PLAIN, [start, end, nodeEnd]);
}

/** A scalar that is a string whatever it says. */
export function textScalar(text: string, type: Scalar.Type, range: Range): Scalar.Parsed {
  return makeScalar(text, text, type, range);
}

function makeScalar(value: unknown, source: string, type: Scalar.Type, range: Range): Scalar.Parsed {
  const scalar = new Scalar(value) as Scalar.Parsed;
  scalar.range = range;
  scalar.source = source;
  scalar.type = type;
  return scalar;
}

/** Behind the closing quotation mark of the string that begins at `start`, which must end on the same line. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === doubleQuote || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    } else if (code === backslash && quote === doubleQuote) at++;
    else if (code === newline || code === tab) break;
  }
  throw uncommon;
}

/** The string between the quotation marks at the ends of `[start, end)`. */
export function quotedScalar(text: string, start: number, end: number, nodeEnd: number): Scalar.Parsed {
  const isDouble = text.charCodeAt(start) === doubleQuote;
  const inside = text.slice(start + 1, end - 1);
  const value = isDouble ? unescaped(inside) : inside.replaceAll("''", "'");
  return textScalar(value, isDouble ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE, [start, end, nodeEnd]);
}

/** The escapes that JSON has, too. */
const jsonEscapes = /^(?:[^\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*$/;

function unescaped(inside: string): string {
  if (!inside.includes('\\')) return inside;
  // JSON takes no control characters in strings, YAML does.
  if (!jsonEscapes.test(inside) || /[\u0000-\u001f]/.test(inside)) throw uncommon;
  return JSON.parse(`"${inside}"`) as string;
}

export const [tab, newline, space, doubleQuote, hash, singleQuote, dash, colon, backslash] = [...'\t\n "#\'-:\\'].map(
  (char) => char.charCodeAt(0),
) as [number, number, number, number, number, number, number, number, number];

/** Whether a character, or the end of the text, separates tokens. */
export function isBlank(code: number): boolean {
  return code === space || code === newline || Number.isNaN(code);
}

/** What an unquoted scalar of the common kind does not begin with: signs that mean something to YAML, and white space. */
const signs = new Set([...' \t\n\r\ufeff"\'[]{},#&*!|>%@`?:'].map((char) => char.charCodeAt(0)));

export function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === dash ? !isBlank(text.charCodeAt(at + 1)) : !signs.has(code) && !Number.isNaN(code);
}
