/** What work with values costs, in steps of the limit: texts and lists that grow at each turn of a loop come to an end. */
import type { Value } from './value.ts';

/** Of a value that a function takes or gives: whole texts are read and written, of structures the outermost level. */
export function costOf(value: Value): number {
  if (value.type === 'string') return value.text.runs.length / 4 + value.text.text.length / 20;
  return value.type === 'list' ? value.items.length / 10 : 0;
}

/** Functions that go through a whole structure. Lists and maps may hold each other many times over, or even themselves. */
const thorough = new Set([
  ...['toYaml', 'mustToYaml', 'toYamlPretty', 'toJson', 'mustToJson', 'toPrettyJson', 'mustToPrettyJson'],
  ...[
    'toRawJson',
    'mustToRawJson',
    'toToml',
    'mustToToml',
    'print',
    'println',
    'printf',
    'quote',
    'squote',
    'toString',
  ],
  ...['toStrings', 'sortAlpha', 'cat', 'join', 'deepEqual', 'has', 'mustHas', 'uniq', 'mustUniq', 'without'],
  ...['mustWithout', 'eq', 'ne', 'html', 'js', 'urlquery'],
]);

/** Functions that read a text as YAML, JSON or TOML, which takes far longer than copying it. */
const reading = new Set(['fromYaml', 'fromYamlArray', 'fromJson', 'mustFromJson', 'fromJsonArray', 'fromToml']);

export function costOfCall(name: string, values: readonly Value[]): number {
  let cost = 1;
  for (const value of values) cost += costOf(value);
  return reading.has(name) ? cost * 30 : cost;
}

export function isThorough(name: string): boolean {
  return thorough.has(name);
}

/** Spends a step for every few values of a structure, each counted as often as it is met. */
export function spendWhole(value: Value, spend: (steps: number) => void): void {
  if (value.type === 'list') {
    spend(value.items.length / 10);
    for (const item of value.items) if (isStructure(item)) spendWhole(item, spend);
  } else if (value.type === 'map') {
    spend(value.entries.size / 10);
    for (const entry of value.entries.values()) if (isStructure(entry)) spendWhole(entry, spend);
  }
}

function isStructure({ type }: Value): boolean {
  return type === 'list' || type === 'map';
}
