/** Sprig's functions of maps (`dict.go`; merging as `dario.cat/mergo`). */
import { FunctionError } from '../executionError.ts';
import {
  bool,
  emptyString,
  goTypeOf,
  isTrue,
  list,
  type MapValue,
  map,
  sortedEntries,
  string,
  type Value,
} from '../value.ts';
import { toText } from './convert.ts';
import { withMust } from './lists.ts';
import { type Functions, fixed, variadic } from './signature.ts';

export const dicts: Functions = {
  dict: variadic([], 'any', (_, values) => {
    const made = map();
    for (let i = 0; i < values.length; i += 2) made.entries.set(toText(values[i]!).text, values[i + 1] ?? emptyString);
    return made;
  }),
  get: fixed(['map', 'string'], ([value, key]) => value.entries.get(key.text.text) ?? emptyString),
  set: fixed(['map', 'string', 'any'], ([value, key, entry]) => {
    value.entries.set(key.text.text, entry);
    return value;
  }),
  unset: fixed(['map', 'string'], ([value, key]) => {
    value.entries.delete(key.text.text);
    return value;
  }),
  hasKey: fixed(['map', 'string'], ([value, key]) => bool(value.entries.has(key.text.text))),
  pluck: variadic(['string'], 'map', ([key], values) =>
    list(values.flatMap(({ entries }) => entries.get(key.text.text) ?? [])),
  ),
  // Go gives them in random order; sorted is what a person would expect to see.
  keys: variadic([], 'map', (_, values) =>
    list(
      values.flatMap((value) => sortedEntries(value).map(([key]) => string(key))),
      'string',
    ),
  ),
  values: fixed(['map'], ([value]) => list(sortedEntries(value).map(([, entry]) => entry))),
  pick: variadic(['map'], 'string', ([value], keys) => {
    const wanted = new Set(keys.map(({ text }) => text.text));
    return map(
      [...value.entries].filter(([key]) => wanted.has(key)),
      value.origins,
    );
  }),
  omit: variadic(['map'], 'string', ([value], keys) => {
    const unwanted = new Set(keys.map(({ text }) => text.text));
    return map(
      [...value.entries].filter(([key]) => !unwanted.has(key)),
      value.origins,
    );
  }),
  ...withMust({
    merge: variadic(['map'], 'map', ([target], sources, caller) => merged(target, sources, false, caller.spend)),
    mergeOverwrite: variadic(['map'], 'map', ([target], sources, caller) =>
      merged(target, sources, true, caller.spend),
    ),
    deepCopy: fixed(['any'], ([value], caller) => deepCopy(value, caller.spend)),
  }),
  dig: variadic(['any', 'any', 'any'], 'any', (first, others) => {
    const values = [...first, ...others];
    const start = values.at(-1)!;
    if (start.type !== 'map')
      throw new FunctionError(`interface conversion: interface {} is ${goTypeOf(start)}, not map[string]interface {}`);
    let current: MapValue = start;
    const keys = values.slice(0, -2);
    for (const [index, key] of keys.entries()) {
      if (key.type !== 'string')
        throw new FunctionError(`interface conversion: interface {} is ${goTypeOf(key)}, not string`);
      const found = current.entries.get(key.text.text);
      if (found === undefined) return values.at(-2)!;
      if (index === keys.length - 1) return found;
      if (found.type !== 'map')
        throw new FunctionError(
          `interface conversion: interface {} is ${goTypeOf(found)}, not map[string]interface {}`,
        );
      current = found;
    }
    return current;
  }),
};

function merged(
  target: MapValue,
  sources: readonly MapValue[],
  overwrites: boolean,
  spend: (steps: number) => void,
): MapValue {
  for (const source of sources) mergeInto(target, source, overwrites, spend);
  return target;
}

/** `mergo.Merge`: what the target has and is not empty stays, unless it is overwritten. */
function mergeInto(target: MapValue, source: MapValue, overwrites: boolean, spend: (steps: number) => void): void {
  spend(source.entries.size);
  if (target === source) return;
  for (const [key, value] of source.entries) {
    const before = target.entries.get(key);
    if (value.type === 'nil') {
      if (overwrites) target.entries.set(key, value);
    } else if (value.type === 'map' && before?.type === 'map') mergeInto(before, value, overwrites, spend);
    else if (overwrites || before === undefined || !isTrue(before)) target.entries.set(key, value);
  }
}

export function deepCopy(value: Value, spend: (steps: number) => void): Value {
  spend(1);
  if (value.type === 'list') return { ...value, items: value.items.map((item) => deepCopy(item, spend)) };
  if (value.type !== 'map') return value;
  return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, deepCopy(entry, spend)])) };
}
