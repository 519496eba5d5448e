/** Helm's `toToml` and `fromToml`. TOML is rare in charts: simple tables are written. */
import { parse, TomlDate, type TomlTable, type TomlValue } from 'smol-toml';
import { quoteJson } from '../../base/goJson.ts';
import { type Origins, tracedText } from '../../traced/tracedText.ts';
import { FunctionError } from '../executionError.ts';
import { formatFloat } from '../format.ts';
import {
  bool,
  float,
  int,
  list,
  type MapValue,
  map,
  originsOfAll,
  sortedEntries,
  string,
  traced,
  type Value,
} from '../value.ts';
import { type Functions, fixed } from './signature.ts';

const toToml = fixed(['any'], ([value]) => {
  if (value.type !== 'map') throw new FunctionError('toToml: top-level values must be Go maps or structs');
  return traced(tracedText(table(value, []), originsOfAll([value])));
});

export const toml: Functions = {
  toToml,
  mustToToml: toToml,
  fromToml: fixed(['string'], ([value], caller) => {
    const origins = originsOfAll([value]);
    try {
      return fromTable(parse(value.text.text, { integersAsBigInt: true }), origins);
    } catch (error) {
      // The words are those of another reader.
      caller.note('reason');
      return map([['Error', string(error instanceof Error ? error.message : String(error), origins)]], origins);
    }
  }),
};

function fromTable(table: TomlTable, origins: Origins): MapValue {
  return map(
    Object.entries(table).map(([key, value]) => [key, fromTomlValue(value, origins)]),
    origins,
  );
}

function fromTomlValue(value: TomlValue, origins: Origins): Value {
  if (typeof value === 'bigint') return int(Number(value), 'int64', origins);
  if (typeof value === 'number') return float(value, origins);
  if (typeof value === 'boolean') return bool(value, origins);
  if (typeof value === 'string') return string(value, origins);
  if (Array.isArray(value))
    return list(
      value.map((item) => fromTomlValue(item, origins)),
      undefined,
      origins,
    );
  return value instanceof TomlDate ? string(value.toISOString(), origins) : fromTable(value, origins);
}

/** Keys with plain values first, then a table for each map. */
function table(value: MapValue, path: readonly string[]): string {
  const entries = sortedEntries(value).filter(([, entry]) => entry.type !== 'nil');
  const isTable = (entry: Value): entry is MapValue => entry.type === 'map';
  const indent = '  '.repeat(Math.max(path.length - 1, 0));
  const inner = path.length === 0 ? '' : `${indent}  `;
  const plain = entries
    .filter(([, entry]) => !isTable(entry))
    .map(([key, entry]) => `${inner}${keyOf(key)} = ${inline(entry)}\n`);
  const tables = entries.flatMap(([key, entry]) => {
    if (!isTable(entry)) return [];
    const name = [...path, keyOf(key)];
    const header = `${'  '.repeat(name.length - 1)}[${name.join('.')}]\n`;
    return [`${path.length === 0 && plain.length > 0 ? '\n' : ''}${header}${table(entry, name)}`];
  });
  return plain.join('') + tables.join('');
}

function keyOf(key: string): string {
  return /^[\w-]+$/.test(key) ? key : quoteJson(key, false);
}

function inline(value: Value): string {
  switch (value.type) {
    case 'string':
      return quoteJson(value.text.text, false);
    case 'float':
      return Number.isInteger(value.value) ? `${value.value}.0` : formatFloat(value.value);
    case 'int':
    case 'bool':
      return String(value.value);
    case 'list':
      return `[${value.items.map(inline).join(', ')}]`;
    case 'map':
      return `{${sortedEntries(value)
        .map(([key, entry]) => `${keyOf(key)} = ${inline(entry)}`)
        .join(', ')}}`;
    default:
      return '""';
  }
}
