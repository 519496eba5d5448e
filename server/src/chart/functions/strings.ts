/** Sprig's functions of texts (`strings.go`, and `goutils` and `xstrings` behind it). */

import {
  concatenate,
  mapCharacters,
  originsOfText,
  replaceAllText,
  sliceText,
  splitText,
  TextBuilder,
  type TracedText,
  tracedText,
} from '../../traced/tracedText.ts';
import { FunctionError } from '../executionError.ts';
import { fromUtf8, printValue, quoteText, utf8 } from '../format.ts';
import { bool, compareStrings, type ListValue, list, map, traced, type Value } from '../value.ts';
import { toStrings, toText, toTexts } from './convert.ts';
import { camelCase, kebabCase, snakeCase } from './letterCase.ts';
import { type Functions, fixed, variadic } from './signature.ts';
import { wrapText } from './wrapText.ts';

/** Go counts in bytes; offsets of this file are in characters of a text unless it holds more than ASCII. */
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

export const strings: Functions = {
  abbrev: fixed(['int', 'string'], ([width, { text }]) => rewritten(text, abbreviate(text.text, 0, width.value, 4))),
  abbrevboth: fixed(['int', 'int', 'string'], ([left, right, { text }]) =>
    rewritten(
      text,
      right.value < 4 || (left.value > 0 && right.value < 7)
        ? text.text
        : abbreviate(text.text, left.value, right.value, 4),
    ),
  ),
  trunc: fixed(['int', 'string'], ([count, { text }]) => traced(truncate(text, count.value))),
  trim: fixed(['string'], ([{ text }]) => traced(trimWhere(text, isSpace))),
  upper: fixed(['string'], ([{ text }]) => traced(mapCharacters(text, (char) => char.toUpperCase()))),
  lower: fixed(['string'], ([{ text }]) => traced(mapCharacters(text, (char) => char.toLowerCase()))),
  title: fixed(['string'], ([{ text }]) => traced(atWordStarts(text, (char) => char.toUpperCase()))),
  untitle: fixed(['string'], ([{ text }]) => traced(atWordStarts(text, (char) => char.toLowerCase()))),
  substr: fixed(['int', 'int', 'string'], ([start, end, { text }]) => traced(substring(text, start.value, end.value))),
  repeat: fixed(['int', 'string'], ([count, { text }], caller) => {
    if (count.value < 0) throw new FunctionError('strings: negative Repeat count');
    caller.spend(count.value + Math.ceil((count.value * text.text.length) / 100));
    const builder = new TextBuilder();
    for (let i = 0; i < count.value; i++) builder.add(text);
    return traced(builder.build());
  }),
  trimall: fixed(['string', 'string'], ([cut, { text }]) =>
    traced(trimWhere(text, (char) => cut.text.text.includes(char))),
  ),
  trimAll: fixed(['string', 'string'], ([cut, { text }]) =>
    traced(trimWhere(text, (char) => cut.text.text.includes(char))),
  ),
  trimSuffix: fixed(
    ['string', 'string'],
    ([
      {
        text: { text: suffix },
      },
      { text },
    ]) => traced(text.text.endsWith(suffix) ? sliceText(text, 0, text.text.length - suffix.length) : text),
  ),
  trimPrefix: fixed(
    ['string', 'string'],
    ([
      {
        text: { text: prefix },
      },
      { text },
    ]) => traced(text.text.startsWith(prefix) ? sliceText(text, prefix.length) : text),
  ),
  nospace: fixed(['string'], ([{ text }]) => traced(mapCharacters(text, (char) => (isSpace(char) ? '' : char)))),
  initials: fixed(['string'], ([{ text }]) =>
    rewritten(
      text,
      text.text
        .split(/\s+/u)
        .map((word) => [...word][0] ?? '')
        .join(''),
    ),
  ),
  swapcase: fixed(['string'], ([{ text }]) =>
    traced(mapCharacters(text, (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()))),
  ),
  snakecase: fixed(['string'], ([{ text }]) => rewritten(text, snakeCase(text.text))),
  camelcase: fixed(['string'], ([{ text }]) => rewritten(text, camelCase(text.text))),
  kebabcase: fixed(['string'], ([{ text }]) => rewritten(text, kebabCase(text.text))),
  wrap: fixed(['int', 'string'], ([width, { text }]) => rewritten(text, wrapText(text.text, width.value, '\n', false))),
  wrapWith: fixed(['int', 'string', 'string'], ([width, separator, { text }]) =>
    rewritten(text, wrapText(text.text, width.value, separator.text.text, true)),
  ),
  contains: fixed(['string', 'string'], ([part, { text }]) => bool(text.text.includes(part.text.text))),
  hasPrefix: fixed(['string', 'string'], ([prefix, { text }]) => bool(text.text.startsWith(prefix.text.text))),
  hasSuffix: fixed(['string', 'string'], ([suffix, { text }]) => bool(text.text.endsWith(suffix.text.text))),
  quote: variadic([], 'any', (_, values) => traced(spaced(present(values).map((value) => quoteText(toText(value)))))),
  squote: variadic([], 'any', (_, values) =>
    traced(spaced(present(values).map((value) => concatenate(tracedText("'"), printValue(value), tracedText("'"))))),
  ),
  cat: variadic([], 'any', (_, values) => traced(spaced(present(values).map(printValue)))),
  indent: fixed(['int', 'string'], ([spaces, { text }], caller) => traced(indented(text, spaces.value, caller.spend))),
  nindent: fixed(['int', 'string'], ([spaces, { text }], caller) =>
    traced(concatenate(tracedText('\n'), indented(text, spaces.value, caller.spend))),
  ),
  replace: fixed(['string', 'string', 'string'], ([before, after, { text }]) =>
    traced(replaceAllText(text, before.text.text, after.text)),
  ),
  plural: fixed(['string', 'string', 'int'], ([one, many, count]) => (count.value === 1 ? one : many)),
  toString: fixed(['any'], ([value]) => traced(toText(value))),
  toStrings: fixed(['any'], ([value]) => list(toStrings(toTexts(value)), 'string')),
  join: fixed(['string', 'any'], ([separator, value]) => {
    const texts = toTexts(value);
    return traced(concatenate(...texts.flatMap((text, index) => (index === 0 ? [text] : [separator.text, text]))));
  }),
  sortAlpha: fixed(['any'], ([value]) =>
    list(toStrings(toTexts(value).sort((a, b) => compareStrings(a.text, b.text))), 'string'),
  ),
  split: fixed(['string', 'string'], ([separator, { text }]) => numbered(splitText(text, separator.text.text))),
  splitn: fixed(['string', 'int', 'string'], ([separator, count, { text }]) =>
    numbered(count.value === 0 ? [] : splitText(text, separator.text.text, count.value < 0 ? Infinity : count.value)),
  ),
  splitList: fixed(['string', 'string'], ([separator, { text }]) => splitList(text, separator.text.text)),
  hello: fixed([], () => traced(tracedText('Hello!'))),
};

function splitList(text: TracedText, separator: string): ListValue {
  return list(toStrings(splitText(text, separator)), 'string');
}

/** A text that a function made of another one. */
function rewritten(source: TracedText, text: string): Value {
  return traced(text === source.text ? source : tracedText(text, originsOfText(source)));
}

function present(values: readonly Value[]): Value[] {
  return values.filter(({ type }) => type !== 'nil');
}

function spaced(texts: readonly TracedText[]): TracedText {
  return concatenate(...texts.flatMap((text, index) => (index === 0 ? [text] : [tracedText(' '), text])));
}

function numbered(texts: readonly TracedText[]): Value {
  return { ...map(texts.map((text, index) => [`_${index}`, traced(text)])), goType: 'map[string]string' };
}

function indented(text: TracedText, spaces: number, spend: (steps: number) => void): TracedText {
  if (spaces < 0) throw new FunctionError('strings: negative Repeat count');
  spend(Math.ceil(spaces / 100));
  const pad = tracedText(' '.repeat(spaces));
  return concatenate(pad, replaceAllText(text, '\n', concatenate(tracedText('\n'), pad)));
}

/** `strings.TrimSpace` and `unicode.IsSpace`. */
function isSpace(char: string): boolean {
  return /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(char);
}

function trimWhere(source: TracedText, isCut: (char: string) => boolean): TracedText {
  const { text } = source;
  let start = 0;
  let end = text.length;
  while (start < end && isCut(text[start]!)) start++;
  while (end > start && isCut(text[end - 1]!)) end--;
  return sliceText(source, start, end);
}

/** At most `count` bytes from the beginning, or `-count` from the end. */
function truncate(source: TracedText, count: number): TracedText {
  const { text } = source;
  if (!isAscii(text))
    return bytesOf(source, count < 0 ? (size) => [Math.max(size + count, 0), size] : () => [0, count]);
  if (count < 0) return text.length + count > 0 ? sliceText(source, text.length + count) : source;
  return text.length > count ? sliceText(source, 0, count) : source;
}

function substring(source: TracedText, start: number, end: number): TracedText {
  const { text } = source;
  const size = isAscii(text) ? text.length : utf8(text).length;
  const [from, to] = start < 0 ? [0, end] : end < 0 || end > size ? [start, size] : [start, end];
  if (from > to || to > size || to < 0)
    throw new FunctionError(`runtime error: slice bounds out of range [${from}:${to}]`);
  return isAscii(text) ? sliceText(source, from, to) : bytesOf(source, () => [from, to]);
}

function bytesOf(source: TracedText, range: (size: number) => readonly [number, number]): TracedText {
  const bytes = utf8(source.text);
  return tracedText(fromUtf8(bytes.slice(...range(bytes.length))), originsOfText(source));
}

function atWordStarts(text: TracedText, write: (char: string) => string): TracedText {
  let isStart = true;
  return mapCharacters(text, (char) => {
    const written = isStart ? write(char) : char;
    isStart = !/^[\p{L}\p{N}_']$/u.test(char) && isSpaceOrPunctuation(char);
    return written;
  });
}

/** `strings.Title` begins a word behind all but letters, digits, underscores and, beyond ASCII, what is no space. */
function isSpaceOrPunctuation(char: string): boolean {
  return char.codePointAt(0)! < 0x80 || isSpace(char);
}

/** `goutils.AbbreviateFull`: an ellipsis at the end, and at the beginning where `offset` lies further in. */
function abbreviate(text: string, offset: number, width: number, least: number): string {
  if (width < least || text.length <= width) return text;
  let from = Math.min(offset, text.length);
  if (text.length - from < width - 3) from = text.length - (width - 3);
  if (from <= 4) return `${text.slice(0, width - 3)}...`;
  if (width < 7) return text;
  if (from + width - 3 < text.length) return `...${abbreviate(text.slice(from), 0, width - 3, least)}`;
  return `...${text.slice(text.length - (width - 3))}`;
}
