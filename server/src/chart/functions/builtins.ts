/** The functions that every Go template has (`text/template/funcs.go`); `and` and `or` are in the interpreter. */

import { mapCharacters } from '../../traced/tracedText.ts';
import { equal, IncomparableError, less } from '../compare.ts';
import { FunctionError } from '../executionError.ts';
import { sprint, sprintf, sprintln, utf8 } from '../format.ts';
import { bool, emptyString, goTypeOf, int, isTrue, missing, traced, type Value } from '../value.ts';
import { type Functions, fixed, variadic } from './signature.ts';

export const builtins: Functions = {
  not: fixed(['any'], ([value]) => bool(!isTrue(value))),
  len: fixed(['any'], ([value]) => int(length(value))),
  index: variadic(['any'], 'any', ([item], indexes) => indexed(item, indexes)),
  print: variadic([], 'any', (_, values) => traced(sprint(values))),
  println: variadic([], 'any', (_, values) => traced(sprintln(values))),
  printf: variadic(['string'], 'any', ([format], values) => traced(sprintf(format.text, values))),
  eq: variadic(['any'], 'any', ([first], others) => {
    if (others.length === 0) throw new FunctionError('missing argument for comparison');
    return bool(others.some((other) => comparing(() => equal(first, other))));
  }),
  ne: fixed(['any', 'any'], ([a, b]) => bool(!comparing(() => equal(a, b)))),
  lt: fixed(['any', 'any'], ([a, b]) => bool(comparing(() => less(a, b)))),
  le: fixed(['any', 'any'], ([a, b]) => bool(comparing(() => less(a, b) || equal(a, b)))),
  gt: fixed(['any', 'any'], ([a, b]) => bool(comparing(() => !less(a, b) && !equal(a, b)))),
  ge: fixed(['any', 'any'], ([a, b]) => bool(comparing(() => !less(a, b)))),
  html: variadic([], 'any', (_, values) => traced(mapCharacters(sprint(values), (char) => htmlEscapes[char] ?? char))),
  js: variadic([], 'any', (_, values) => traced(mapCharacters(sprint(values), (char) => jsEscapes[char] ?? char))),
  urlquery: variadic([], 'any', (_, values) => traced(mapCharacters(sprint(values), queryEscape))),
  call: variadic(['any'], 'any', ([callee]) => {
    throw new FunctionError(`non-function ${goTypeOf(callee)}`);
  }),
};

function comparing(compare: () => boolean): boolean {
  try {
    return compare();
  } catch (error) {
    if (error instanceof IncomparableError) throw new FunctionError(error.message);
    throw error;
  }
}

function length(value: Value): number {
  if (value.type === 'string') return utf8(value.text.text).length;
  if (value.type === 'list') return value.items.length;
  if (value.type === 'map') return value.entries.size;
  if (value.type === 'nil') throw new FunctionError('len of nil pointer');
  throw new FunctionError(`len of type ${goTypeOf(value)}`);
}

function indexed(item: Value, indexes: readonly Value[]): Value {
  if (item.type === 'nil') throw new FunctionError('index of untyped nil');
  let current: Value = item;
  for (const index of indexes) {
    if (current.type === 'nil') throw new FunctionError('index of nil pointer');
    if (current.type === 'map') {
      if (index.type !== 'string')
        throw new FunctionError(
          index.type === 'nil'
            ? 'value is nil; should be of type string'
            : `value has type ${goTypeOf(index)}; should be string`,
        );
      current =
        current.entries.get(index.text.text) ?? (current.goType === 'map[string]string' ? emptyString : missing);
    } else if (current.type === 'list' || current.type === 'string') {
      const bytes: number[] | undefined = current.type === 'string' ? utf8(current.text.text) : undefined;
      const at = listIndex(index, bytes?.length ?? (current.type === 'list' ? current.items.length : 0));
      current = bytes ? int(bytes[at]!, 'uint8') : current.type === 'list' ? current.items[at]! : missing;
    } else throw new FunctionError(`can't index item of type ${goTypeOf(current)}`);
  }
  return current;
}

function listIndex(index: Value, size: number): number {
  if (index.type === 'nil') throw new FunctionError('cannot index slice/array with nil');
  if (index.type !== 'int') throw new FunctionError(`cannot index slice/array with type ${goTypeOf(index)}`);
  if (index.value === size) throw new FunctionError('reflect: slice index out of range');
  if (index.value < 0 || index.value > size) throw new FunctionError(`index out of range: ${index.value}`);
  return index.value;
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const jsEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
  '\n': '\\u000A',
  '\r': '\\u000D',
  '\t': '\\u0009',
};

/** `url.QueryEscape`. */
export function queryEscape(char: string): string {
  if (/^[\w.~-]$/.test(char)) return char;
  if (char === ' ') return '+';
  return utf8(char)
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
