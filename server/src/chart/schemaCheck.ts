/**
 * Whether values fit a JSON schema, in the words of the library that Helm asks (`github.com/santhosh-tekuri/jsonschema/v6`).
 * What it does not know (schemas elsewhere, dynamic references, formats) it takes for fitting.
 */
import { RE2JS } from 're2js';
import type { FieldPath } from '../base/fieldPath.ts';
import { deepEqual } from './compare.ts';
import { writeJson } from './json.ts';
import { type MapValue, sortedEntries, type Value } from './value.ts';

export interface Misfit {
  readonly path: FieldPath;
  /** E.g. `got string, want integer`. */
  readonly message: string;
  /** Whether a value is missing or left empty, not wrong. */
  readonly isMissing: boolean;
  /** Whether it is about several values together: `not`, `oneOf`. */
  readonly isOfSeveral?: boolean;
}

/** Deeper than any schema that ends. */
const deepest = 64;

/** Why the value does not fit; none where it does. */
export function misfits(schema: Value, value: Value): Misfit[] {
  return new SchemaCheck(schema).check(schema, value, [], 0);
}

class SchemaCheck {
  readonly #root: Value;
  /** In old drafts nothing counts beside a reference. */
  readonly #isOld: boolean;

  constructor(root: Value) {
    this.#root = root;
    this.#isOld = /draft-0[3-7]/.test(textOf(root, '$schema'));
  }

  check(schema: Value, value: Value, path: FieldPath, depth: number): Misfit[] {
    if (schema.type === 'bool') return schema.value ? [] : [misfit(path, 'false schema')];
    if (schema.type !== 'map' || depth > deepest) return [];
    const below = (inner: Value, of = value, at = path) => this.check(inner, of, at, depth + 1);
    const reference = schema.entries.get('$ref');
    const referred = reference?.type === 'string' ? this.#resolve(reference.text.text) : undefined;
    const found = referred ? below(referred) : [];
    if (reference && this.#isOld) return found;
    found.push(...typeAndValue(schema, value, path), ...this.#combined(schema, below));
    if (value.type === 'map') found.push(...this.#object(schema, value, path, below));
    else if (value.type === 'list') found.push(...this.#array(schema, value.items, path, below));
    else if (value.type === 'string') found.push(...text(schema, value.text.text, path));
    else if (value.type === 'int' || value.type === 'float') found.push(...number(schema, value.value, path));
    return isEmpty(value) ? found.map((one) => ({ ...one, isMissing: true })) : found;
  }

  /** Upstream: `kind/kind.go` of `github.com/santhosh-tekuri/jsonschema/v6`. */
  #combined(schema: MapValue, below: (inner: Value) => Misfit[]): Misfit[] {
    const all = (key: string) => itemsOf(schema, key).map((inner) => below(inner));
    const found = all('allOf').flat();
    const any = all('anyOf');
    // Of several ways, the first one's reasons say most.
    if (any.length > 0 && !any.some((one) => one.length === 0)) found.push(...any[0]!);
    const one = all('oneOf');
    const matching = one.flatMap((reasons, index) => (reasons.length === 0 ? [index] : []));
    if (one.length > 0 && matching.length === 0) found.push(...one[0]!);
    if (matching.length > 1) found.push(ofSeveral(`'oneOf' failed, subschemas ${matching[0]}, ${matching[1]} matched`));
    const not = schema.entries.get('not');
    if (not && below(not).length === 0) found.push(ofSeveral("'not' failed"));
    const condition = schema.entries.get('if');
    const follows = condition && schema.entries.get(below(condition).length === 0 ? 'then' : 'else');
    return follows ? [...found, ...below(follows)] : found;
  }

  /** Upstream: `kind/kind.go` of `github.com/santhosh-tekuri/jsonschema/v6`. */
  #object(
    schema: MapValue,
    value: MapValue,
    path: FieldPath,
    below: (inner: Value, of: Value, at: FieldPath) => Misfit[],
  ): Misfit[] {
    const properties = mapOf(schema, 'properties');
    const patterns = [...mapOf(schema, 'patternProperties')].flatMap(([source, inner]) => {
      const pattern = patternOf(source);
      return pattern ? [{ pattern, inner }] : [];
    });
    const additional = schema.entries.get('additionalProperties');
    const found: Misfit[] = [];
    const forbidden: string[] = [];
    for (const [key, entry] of sortedEntries(value)) {
      const own = properties.get(key);
      const matching = patterns.filter(({ pattern }) => pattern.matcher(key).find());
      if (own) found.push(...below(own, entry, [...path, key]));
      for (const { inner } of matching) found.push(...below(inner, entry, [...path, key]));
      if (own || matching.length > 0 || !additional) continue;
      if (additional.type === 'bool' && !additional.value) forbidden.push(key);
      else found.push(...below(additional, entry, [...path, key]));
    }
    if (forbidden.length > 0)
      found.push(misfit([...path, forbidden[0]!], `additional properties ${quoted(forbidden)} not allowed`));
    const missing = namesIn(schema, 'required').filter((name) => !value.entries.has(name));
    if (missing.length > 0) {
      const word = missing.length === 1 ? 'property' : 'properties';
      found.push({ ...misfit(path, `missing ${word} ${quoted(missing)}`), isMissing: true });
    }
    return [...found, ...counted(schema, 'Properties', value.entries.size, path)];
  }

  /** Upstream: `kind/kind.go` of `github.com/santhosh-tekuri/jsonschema/v6`. */
  #array(
    schema: MapValue,
    items: readonly Value[],
    path: FieldPath,
    below: (inner: Value, of: Value, at: FieldPath) => Misfit[],
  ): Misfit[] {
    const each = schema.entries.get('items');
    const places = each?.type === 'list' ? each.items : itemsOf(schema, 'prefixItems');
    const rest = each?.type === 'list' ? schema.entries.get('additionalItems') : each;
    const found = items.flatMap((item, index) => {
      const inner = places[index] ?? rest;
      return inner ? below(inner, item, [...path, index]) : [];
    });
    const contains = schema.entries.get('contains');
    if (
      contains &&
      !schema.entries.has('minContains') &&
      !items.some((item) => below(contains, item, path).length === 0)
    )
      found.push(misfit(path, 'no items match contains schema'));
    const unique = schema.entries.get('uniqueItems');
    if (unique?.type === 'bool' && unique.value && items.length < 1000) {
      const second = items.findIndex((item, index) => items.slice(0, index).some((other) => deepEqual(other, item)));
      if (second > 0) {
        const first = items.findIndex((item) => deepEqual(item, items[second]!));
        found.push(misfit(path, `items at ${first} and ${second} are equal`));
      }
    }
    return [...found, ...counted(schema, 'Items', items.length, path)];
  }

  /** Within the same schema only. */
  #resolve(reference: string): Value | undefined {
    if (!reference.startsWith('#')) return undefined;
    let found: Value | undefined = this.#root;
    for (const step of reference.slice(1).split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (found?.type === 'map') found = found.entries.get(key);
      else found = found?.type === 'list' ? found.items[Number(key)] : undefined;
    }
    return found;
  }
}

/** Upstream: `kind/kind.go` of `github.com/santhosh-tekuri/jsonschema/v6`. */
function typeAndValue(schema: MapValue, value: Value, path: FieldPath): Misfit[] {
  const found: Misfit[] = [];
  const type = schema.entries.get('type');
  const wanted = type?.type === 'string' ? [type.text.text] : namesIn(schema, 'type');
  const got = typeOf(value);
  const isWhole = (value.type === 'int' || value.type === 'float') && Number.isInteger(value.value);
  if (wanted.length > 0 && !wanted.includes(got) && !(isWhole && wanted.includes('integer')))
    found.push(misfit(path, `got ${got}, want ${wanted.join(' or ')}`));
  const options = schema.entries.get('enum');
  if (options?.type === 'list' && !options.items.some((option) => isEqual(option, value))) {
    const arePlain = options.items.every(({ type: kind }) => kind !== 'map' && kind !== 'list');
    const shown = options.items.map(display);
    const only = shown.length === 1 ? `value must be ${shown[0]}` : `value must be one of ${shown.join(', ')}`;
    found.push(misfit(path, arePlain ? only : "'enum' failed"));
  }
  const constant = schema.entries.get('const');
  if (constant && !isEqual(constant, value)) found.push(misfit(path, `value must be ${display(constant)}`));
  return found;
}

/** Upstream: `kind/kind.go` of `github.com/santhosh-tekuri/jsonschema/v6`. */
function text(schema: MapValue, value: string, path: FieldPath): Misfit[] {
  const source = textOf(schema, 'pattern');
  const pattern = source === '' ? undefined : patternOf(source);
  const isOther = pattern && !pattern.matcher(value).find();
  return [
    ...counted(schema, 'Length', [...value].length, path),
    ...(isOther ? [misfit(path, `'${value}' does not match pattern '${source}'`)] : []),
  ];
}

function number(schema: MapValue, value: number, path: FieldPath): Misfit[] {
  const found: Misfit[] = [];
  const bound = (key: string, isWrong: (limit: number) => boolean) => {
    const limit = numberOf(schema, key);
    if (limit !== undefined && isWrong(limit))
      found.push(misfit(path, `${key}: got ${grouped(value)}, want ${grouped(limit)}`));
  };
  bound('minimum', (limit) => value < limit);
  bound('maximum', (limit) => value > limit);
  bound('exclusiveMinimum', (limit) => value <= limit);
  bound('exclusiveMaximum', (limit) => value >= limit);
  bound('multipleOf', (limit) => Number.isInteger(limit) && limit > 0 && value % limit !== 0);
  return found;
}

function counted(schema: MapValue, what: 'Properties' | 'Items' | 'Length', got: number, path: FieldPath): Misfit[] {
  const [least, most] = [numberOf(schema, `min${what}`), numberOf(schema, `max${what}`)];
  const misfitOf = (key: string, want: number) => [misfit(path, `${key}: got ${grouped(got)}, want ${grouped(want)}`)];
  if (least !== undefined && got < least) return misfitOf(`min${what}`, least);
  return most !== undefined && got > most ? misfitOf(`max${what}`, most) : [];
}

/** Patterns are Go's, which never take long; others are left out. */
function patternOf(source: string): RE2JS | undefined {
  try {
    return RE2JS.compile(source);
  } catch {
    return undefined;
  }
}

function misfit(path: FieldPath, message: string): Misfit {
  return { path, message, isMissing: false };
}

function ofSeveral(message: string): Misfit {
  return { ...misfit([], message), isOfSeveral: true };
}

/** Written with nothing in it: so charts declare what somebody has to give. */
function isEmpty(value: Value): boolean {
  if (value.type === 'string') return value.text.text === '';
  return value.type === 'nil' || (value.type === 'list' && value.items.length === 0);
}

function typeOf({ type }: Value): string {
  if (type === 'int' || type === 'float') return 'number';
  if (type === 'bool') return 'boolean';
  return type === 'nil' ? 'null' : type === 'list' ? 'array' : type === 'string' ? 'string' : 'object';
}

function isEqual(a: Value, b: Value): boolean {
  const [x, y] = [a, b].map((one) => (one.type === 'int' || one.type === 'float' ? one.value : undefined));
  return x !== undefined && y !== undefined ? x === y : deepEqual(a, b);
}

function display(value: Value): string {
  if (value.type === 'string') return `'${value.text.text}'`;
  return value.type === 'int' || value.type === 'float'
    ? grouped(value.value)
    : writeJson(value, { escapesHtml: false }).text;
}

/** As Go prints numbers for readers of English. */
function grouped(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 15 });
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function mapOf({ entries }: MapValue, key: string): ReadonlyMap<string, Value> {
  const found = entries.get(key);
  return found?.type === 'map' ? found.entries : new Map();
}

function itemsOf({ entries }: MapValue, key: string): readonly Value[] {
  const found = entries.get(key);
  return found?.type === 'list' ? found.items : [];
}

function namesIn(schema: MapValue, key: string): string[] {
  return itemsOf(schema, key).flatMap((item) => (item.type === 'string' ? [item.text.text] : []));
}

function textOf(schema: Value, key: string): string {
  const found = schema.type === 'map' ? schema.entries.get(key) : undefined;
  return found?.type === 'string' ? found.text.text : '';
}

function numberOf({ entries }: MapValue, key: string): number | undefined {
  const found = entries.get(key);
  return found?.type === 'int' || found?.type === 'float' ? found.value : undefined;
}
