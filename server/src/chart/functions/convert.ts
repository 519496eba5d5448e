/** Conversions that sprig's functions share: `github.com/spf13/cast`, and `strval` and `strslice` of `strings.go`. */

import { parseGoInteger } from '../../base/goInteger.ts';
import type { TracedText } from '../../traced/tracedText.ts';
import { printValue, utf8 } from '../format.ts';
import { traced, type Value } from '../value.ts';

/** What is no number counts as 0. */
export function toFloat64(value: Value): number {
  if (value.type === 'int' || value.type === 'float') return value.value;
  if (value.type === 'bool') return value.value ? 1 : 0;
  if (value.type !== 'string') return 0;
  const { text } = value.text;
  return /^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text.replaceAll('_', '')) : 0;
}

/** `strconv.ParseInt(text, 0, 64)`. */
function int64Of(text: string): bigint | undefined {
  const value = parseGoInteger(text);
  return value === undefined || value >= 2n ** 63n ? undefined : value;
}

/** What is no number counts as 0; digits behind the point are cut off. */
export function toInt64(value: Value): number {
  if (value.type === 'string') return Number(int64Of(value.text.text.replace(/\.0*$/, '')) ?? 0);
  return Math.trunc(toFloat64(value));
}

/** The text of any value, as `toString` gives it. */
export function toText(value: Value): TracedText {
  return value.type === 'string' ? value.text : printValue(value);
}

/** The texts of a list's items, without nil; anything else is a list of itself. */
export function toTexts(value: Value): TracedText[] {
  if (value.type === 'list') return value.items.filter(({ type }) => type !== 'nil').map(toText);
  if (value.type === 'nil') return [];
  if (value.type === 'string' && value.isBytes)
    return utf8(value.text.text).map((byte) => toText({ type: 'int', value: byte, goType: 'uint8', origins: [] }));
  return [toText(value)];
}

export function toStrings(texts: readonly TracedText[]): Value[] {
  return texts.map(traced);
}
