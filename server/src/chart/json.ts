/** JSON as Go's `encoding/json` writes and reads it, with the provenance of each value. */
import { jsonNumber, quoteJson } from '../base/goJson.ts';
import { type Origins, TextBuilder, type TracedText, tracedText } from '../traced/tracedText.ts';
import { bool, float, list, map, originsOf, sortedEntries, string, untypedNil, type Value } from './value.ts';

export interface JsonStyle {
  /** One more of it at each level; without it all is on one line. */
  readonly indent?: string;
  /** Writes `<`, `>` and `&` as escapes, as Go does unless it is told otherwise. */
  readonly escapesHtml: boolean;
}

/** Throws a `RangeError` where maps hold themselves. */
export function writeJson(value: Value, style: JsonStyle): TracedText {
  const builder = new TextBuilder();
  write(value, style, '', builder);
  return builder.build();
}

function write(value: Value, style: JsonStyle, margin: string, out: TextBuilder): void {
  const put = (text: string, origins: Origins = originsOf(value)) => out.add(tracedText(text, origins));
  const inner = style.indent === undefined ? '' : margin + style.indent;
  const lineBreak = (indent: string) => put(style.indent === undefined ? '' : `\n${indent}`);
  if (value.type === 'list') {
    if (value.items.length === 0) put('[]');
    else {
      put('[');
      for (const [index, item] of value.items.entries()) {
        if (index > 0) put(',');
        lineBreak(inner);
        write(item, style, inner, out);
      }
      lineBreak(margin);
      put(']');
    }
  } else if (value.type === 'map' || value.type === 'struct') {
    const entries = value.type === 'map' ? sortedEntries(value) : [...value.fields];
    if (entries.length === 0) put('{}');
    else {
      put('{');
      for (const [index, [key, entry]] of entries.entries()) {
        if (index > 0) put(',');
        lineBreak(inner);
        const name = `${quoteJson(key, style.escapesHtml)}:${style.indent === undefined ? '' : ' '}`;
        put(name, originsOf(entry).length > 0 ? originsOf(entry) : originsOf(value));
        write(entry, style, inner, out);
      }
      lineBreak(margin);
      put('}');
    }
  } else put(jsonScalar(value, style));
}

function jsonScalar(value: Value, { escapesHtml }: JsonStyle): string {
  switch (value.type) {
    case 'string':
      return quoteJson(value.text.text, escapesHtml);
    case 'float':
      return jsonNumber(value.value);
    case 'bool':
    case 'int':
      return String(value.value);
    default:
      return 'null';
  }
}

/** Numbers become `float64`. Throws a `SyntaxError` with the reason. */
export function readJson(text: string, origins: Origins): Value {
  return fromPlain(JSON.parse(text) as unknown, origins);
}

/** A plain JSON value as a value of Go. */
export function fromPlain(plain: unknown, origins: Origins): Value {
  if (plain === null || plain === undefined) return { ...untypedNil, of: 'interface', origins };
  if (typeof plain === 'boolean') return bool(plain, origins);
  if (typeof plain === 'number') return float(plain, origins);
  if (typeof plain === 'string') return string(plain, origins);
  if (Array.isArray(plain))
    return list(
      plain.map((item) => fromPlain(item, origins)),
      undefined,
      origins,
    );
  return map(
    Object.entries(plain).map(([key, entry]) => [key, fromPlain(entry, origins)]),
    origins,
  );
}
