/** Sprig's functions of lists (`list.go`). */
import { deepEqual } from '../compare.ts';
import { FunctionError } from '../executionError.ts';
import { bool, isTrue, kindOf, type ListValue, list, originsOf, string, untypedNil, type Value } from '../value.ts';
import { toInt64 } from './convert.ts';
import { type Functions, fixed, type TemplateFunction, variadic } from './signature.ts';

const first = fixed(['any'], ([value]) => itemsOf(value, 'first')[0] ?? untypedNil);
const last = fixed(['any'], ([value]) => itemsOf(value, 'last').at(-1) ?? untypedNil);
const rest = fixed(['any'], ([value]) => list(itemsOf(value, 'rest').slice(1), undefined, originsOf(value)));
const initial = fixed(['any'], ([value]) => list(itemsOf(value, 'initial').slice(0, -1), undefined, originsOf(value)));
/** Upstream: `list.go` of sprig. */
const push = fixed(['any', 'any'], ([value, item]) =>
  list([...itemsOf(value, 'push', 'Cannot push on type'), item], undefined, originsOf(value)),
);
/** Upstream: `list.go` of sprig. */
const prepend = fixed(['any', 'any'], ([value, item]) =>
  list([item, ...itemsOf(value, 'prepend', 'Cannot prepend on type')], undefined, originsOf(value)),
);
const reverse = fixed(['any'], ([value]) =>
  list([...itemsOf(value, 'reverse')].reverse(), undefined, originsOf(value)),
);
/** Upstream: `list.go` of sprig. */
const compact = fixed(['any'], ([value]) =>
  list(itemsOf(value, 'compact', 'Cannot compact on type').filter(isTrue), undefined, originsOf(value)),
);
const uniq = fixed(['any'], ([value], caller) => {
  const unique: Value[] = [];
  for (const item of itemsOf(value, 'uniq')) {
    caller.spend(unique.length);
    if (!unique.some((other) => deepEqual(other, item))) unique.push(item);
  }
  return list(unique, undefined, originsOf(value));
});
const without = variadic(['any'], 'any', ([value], omitted) =>
  list(
    itemsOf(value, 'without').filter((item) => !omitted.some((other) => deepEqual(other, item))),
    undefined,
    originsOf(value),
  ),
);
const has = fixed(['any', 'any'], ([needle, value]) =>
  bool(value.type !== 'nil' && itemsOf(value, 'has').some((item) => deepEqual(item, needle))),
);
const slice = variadic(['any'], 'any', ([value], bounds) => {
  if (value.type !== 'list') throw new FunctionError(`list should be type of slice or array but ${kindOf(value)}`);
  const { length } = value.items;
  if (length === 0) return untypedNil;
  const [from, to] = bounds;
  const start = from ? toInt64(from) : 0;
  const end = to ? toInt64(to) : length;
  if (start < 0 || end > length || start > end)
    throw new FunctionError('reflect.Value.Slice: slice index out of bounds');
  return { ...value, items: value.items.slice(start, end) };
});
/** Upstream: `list.go` of sprig. */
const chunk = fixed(['int', 'any'], ([size, value]) => {
  const items = itemsOf(value, 'chunk', 'Cannot chunk type');
  if (size.value < 1) throw new FunctionError('runtime error: integer divide by zero');
  const chunks: ListValue[] = [];
  for (let at = 0; at < items.length; at += size.value) chunks.push(list(items.slice(at, at + size.value)));
  return list(chunks);
});

/** Upstream: `list.go` of sprig. */
export const lists: Functions = {
  list: variadic([], 'any', (_, items) => list(items)),
  tuple: variadic([], 'any', (_, items) => list(items)),
  ...withMust({ first, last, rest, initial, push, prepend, reverse, compact, uniq, without, has, slice, chunk }),
  append: push,
  mustAppend: push,
  concat: variadic([], 'any', (_, values) =>
    list(
      values.flatMap((value) => {
        return itemsOf(value, 'concat', 'Cannot concat type', ' as list');
      }),
    ),
  ),
};

/** Each function under its name, and under the one that fails instead of a panic; to a template both are errors. */
export function withMust(functions: Functions): Functions {
  const both: Record<string, TemplateFunction> = {};
  for (const [name, definition] of Object.entries(functions)) {
    both[name] = definition;
    both[`must${name[0]!.toUpperCase()}${name.slice(1)}`] = definition;
  }
  return both;
}

function itemsOf(value: Value, name: string, problem = `Cannot find ${name} on type`, ending = ''): readonly Value[] {
  if (value.type === 'list') return value.items;
  if (value.type === 'nil') throw new FunctionError('runtime error: invalid memory address or nil pointer dereference');
  if (value.type === 'string' && value.isBytes) return [...value.text.text].map((char) => string(char));
  throw new FunctionError(`${problem} ${kindOf(value)}${ending}`);
}
