/** `eq`, `lt` and their like (`text/template/funcs.go`), and `reflect.DeepEqual`. */
import { printValue } from './format.ts';
import { compareStrings, goTypeOf, type Value } from './value.ts';

export class IncomparableError extends Error {}

/** Throws {@link IncomparableError} where Go refuses to compare the two. */
export function equal(a: Value, b: Value): boolean {
  const aKind = basicKind(a);
  const bKind = basicKind(b);
  if (a.type === 'nil' || b.type === 'nil') return a.type === b.type;
  if (aKind !== undefined && bKind !== undefined) {
    if (aKind !== bKind) throw incompatible(a, b);
    return scalar(a) === scalar(b);
  }
  if (aKind === undefined) throw new IncomparableError(`non-comparable type ${printValue(a).text}: ${goTypeOf(a)}`);
  throw incompatible(a, b);
}

/** Whether `a` comes before `b`. Throws {@link IncomparableError} as {@link equal} does. */
export function less(a: Value, b: Value): boolean {
  const aKind = basicKind(a);
  const bKind = basicKind(b);
  if (aKind === undefined || bKind === undefined) throw new IncomparableError('invalid type for comparison');
  if (aKind !== bKind) throw incompatible(a, b);
  if (aKind === 'bool') throw new IncomparableError('invalid type for comparison');
  const [x, y] = [scalar(a), scalar(b)];
  return typeof x === 'string' ? compareStrings(x, String(y)) < 0 : Number(x) < Number(y);
}

function basicKind(value: Value): 'bool' | 'int' | 'float' | 'string' | undefined {
  const { type } = value;
  return type === 'bool' || type === 'int' || type === 'float' || type === 'string' ? type : undefined;
}

function scalar(value: Value): string | number | boolean {
  if (value.type === 'string') return value.text.text;
  return value.type === 'bool' || value.type === 'int' || value.type === 'float' ? value.value : '';
}

function incompatible(a: Value, b: Value): IncomparableError {
  return new IncomparableError(`incompatible types for comparison: ${goTypeOf(a)} and ${goTypeOf(b)}`);
}

export function deepEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.type === 'nil' || b.type === 'nil') return a.type === b.type;
  if (a.type === 'list' && b.type === 'list')
    return (
      a.of === b.of &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => deepEqual(item, b.items[index]!))
    );
  if (a.type === 'map' && b.type === 'map') {
    if (a.entries.size !== b.entries.size) return false;
    return [...a.entries].every(([key, entry]) => {
      const other = b.entries.get(key);
      return other !== undefined && deepEqual(entry, other);
    });
  }
  if (a.type === 'int' && b.type === 'int') return a.goType === b.goType && a.value === b.value;
  return a.type === b.type && basicKind(a) !== undefined && scalar(a) === scalar(b);
}
