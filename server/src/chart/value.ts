/**
 * Values of Go as templates see them. Which type a value has decides what may be done with it: `eq` refuses to compare a
 * number of a values file (`float64`) with one written in the template (`int`), and so does Helm.
 */
import {
  emptyText,
  mergeOrigins,
  noOrigins,
  type Origins,
  originsOfText,
  type TracedText,
  tracedText,
} from '../traced/tracedText.ts';

export type Value = NilValue | BoolValue | IntValue | FloatValue | StringValue | ListValue | MapValue | StructValue;

/** `interface` is a nil that a map or list holds; fields of it are an error. Fields of an `untyped` one are nil again. */
export interface NilValue {
  readonly type: 'nil';
  readonly of: 'interface' | 'untyped';
  readonly origins: Origins;
}

export interface BoolValue {
  readonly type: 'bool';
  readonly value: boolean;
  readonly origins: Origins;
}

export interface IntValue {
  readonly type: 'int';
  readonly value: number;
  readonly goType: 'int' | 'int64' | 'int32' | 'uint8';
  readonly origins: Origins;
}

export interface FloatValue {
  readonly type: 'float';
  readonly value: number;
  readonly origins: Origins;
}

export interface StringValue {
  readonly type: 'string';
  readonly text: TracedText;
  /** `[]byte` prints as numbers, but is a string to `toString` and to `files`. */
  readonly isBytes?: true;
}

export interface ListValue {
  readonly type: 'list';
  /** Lists are shared, and functions such as `append` make new ones. */
  readonly items: readonly Value[];
  /** Type of the items, where it isn't `interface {}`. */
  readonly of?: 'string' | 'int';
  readonly origins: Origins;
  /** Functions of a named list type, such as `.Capabilities.APIVersions.Has`. */
  readonly methods?: ReadonlyMap<string, Method>;
}

/** Maps are shared and can be changed by `set`, as in Go. */
export interface MapValue {
  readonly type: 'map';
  readonly entries: Map<string, Value>;
  readonly goType?: 'chartutil.Values' | 'map[string]string';
  readonly origins: Origins;
  /** Functions of a named map type, such as `.Files.Get`. */
  readonly methods?: ReadonlyMap<string, Method>;
}

export interface StructValue {
  readonly type: 'struct';
  readonly goType: string;
  readonly fields: ReadonlyMap<string, Value>;
  readonly methods?: ReadonlyMap<string, Method>;
  /** What it prints as. */
  readonly print?: string;
  /** Of a time; of a length of time, how long it is. */
  readonly epochMs?: number;
}

/** A function that belongs to a value; parameters as in `functions/signature.ts`. */
export interface Method {
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  readonly call: (...args: Value[]) => Value;
}

/** The types that functions of templates ask for. */
export type Parameter = 'any' | 'string' | 'int' | 'int64' | 'float64' | 'bool' | 'map' | 'list';

/** What a value that is missing in a map reads as (`missingkey=zero`). */
export const missing: NilValue = { type: 'nil', of: 'interface', origins: noOrigins };
export const untypedNil: NilValue = { type: 'nil', of: 'untyped', origins: noOrigins };
export const emptyString: StringValue = { type: 'string', text: emptyText };

export function bool(value: boolean, origins = noOrigins): BoolValue {
  return { type: 'bool', value, origins };
}

export function int(value: number, goType: IntValue['goType'] = 'int', origins = noOrigins): IntValue {
  return { type: 'int', value, goType, origins };
}

export function float(value: number, origins = noOrigins): FloatValue {
  return { type: 'float', value, origins };
}

export function string(value: string, origins = noOrigins): StringValue {
  return { type: 'string', text: tracedText(value, origins) };
}

export function traced(text: TracedText): StringValue {
  return { type: 'string', text };
}

export function list(items: readonly Value[], of?: ListValue['of'], origins = noOrigins): ListValue {
  return of === undefined ? { type: 'list', items, origins } : { type: 'list', items, of, origins };
}

export function map(entries: Iterable<readonly [string, Value]> = [], origins = noOrigins): MapValue {
  return { type: 'map', entries: new Map(entries), origins };
}

/** The values of files that it was made of; of a map or list, not what is in it. */
export function originsOf(value: Value): Origins {
  if (value.type === 'string') return originsOfText(value.text);
  return value.type === 'struct' ? noOrigins : value.origins;
}

export function originsOfAll(values: readonly Value[]): Origins {
  return mergeOrigins(...values.map(originsOf));
}

/** As `text/template` decides in conditions (`IsTrue`), and sprig in `default` and `empty`. */
export function isTrue(value: Value): boolean {
  switch (value.type) {
    case 'nil':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0;
    case 'string':
      return value.text.text !== '';
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.size > 0;
    default:
      return true;
  }
}

/** Entries in the order in which Go ranges over a map and prints one. */
export function sortedEntries({ entries }: MapValue): [string, Value][] {
  return [...entries].sort(([a], [b]) => compareStrings(a, b));
}

/** By code points, which is the order of the bytes in UTF-8. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // Halves of a pair stand for characters above all others.
      const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xe000;
      return isHigh(x) === isHigh(y) ? x - y : isHigh(x) ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** The type's name as `%T` prints it. */
export function goTypeOf(value: Value): string {
  switch (value.type) {
    case 'nil':
      return '<nil>';
    case 'int':
      return value.goType;
    case 'float':
      return 'float64';
    case 'string':
      return value.isBytes ? '[]uint8' : 'string';
    case 'list':
      return value.of === undefined ? '[]interface {}' : `[]${value.of}`;
    case 'map':
      return value.goType ?? 'map[string]interface {}';
    case 'struct':
      return value.goType;
    default:
      return 'bool';
  }
}

/** The kind's name as `reflect` has it. */
export function kindOf(value: Value): string {
  switch (value.type) {
    case 'nil':
      return 'invalid';
    case 'int':
      return value.goType;
    case 'float':
      return 'float64';
    case 'string':
      return value.isBytes ? 'slice' : 'string';
    case 'list':
      return 'slice';
    case 'struct':
      return value.goType.startsWith('*') ? 'ptr' : 'struct';
    default:
      return value.type;
  }
}
