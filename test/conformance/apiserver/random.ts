/**
 * Writes random cases for the recorder: known manifests and whole workloads in which one to four fields are other than
 * they were. `node test/conformance/apiserver/random.ts SEED COUNT`; the same seed gives the same cases.
 */
import { definitionOf, type FieldSchema, fieldsOf } from '../../../server/src/schema/catalog.ts';
import type { FieldType, ScalarType } from '../../../server/src/schema/fieldType.ts';
import { type Json, type Obj, randomness } from './randomness.ts';
import { values, valuesOf } from './randomValues.ts';
import { isObject, places, readStarts } from './starts.ts';

const [seed = '1', count = '1000', shape = ''] = process.argv.slice(2);
const random = randomness(Number(seed));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const maybe = (chance: number): boolean => random() < chance;

const { whole, good, accepted, rejected } = readStarts();
/** Whole workloads teach most: there is much in them to change. */
const start = (): Obj => pick(maybe(0.5) ? whole : maybe(0.6) ? good : maybe(0.7) ? accepted : rejected);

const skipped = new Set(['status', 'managedFields', 'ownerReferences', 'creationTimestamp', 'deletionTimestamp']);

function anyScalar(scalar: ScalarType): Json {
  return pick(values[scalar] ?? values.string!);
}

function anyValue(name: string, type: FieldType | undefined, field: FieldSchema | undefined, depth: number): Json {
  const known = valuesOf(name, type);
  if (known && maybe(0.75)) return structuredClone(pick(known));
  if (!type) return pick(['x', 1, null, {}]);
  if (type.shape === 'scalar') {
    if (field?.enum && maybe(0.8)) return pick(field.enum);
    return anyScalar(type.scalar);
  }
  if (type.shape === 'list') {
    const length = pick([0, 1, 1, 1, 2, 2, 3]);
    return Array.from({ length }, () =>
      field?.enum && maybe(0.8) ? pick(field.enum) : anyValue(name, type.items, undefined, depth + 1),
    );
  }
  if (type.shape === 'map') {
    const length = pick([0, 1, 1, 2]);
    return Object.fromEntries(
      Array.from({ length }, () => [
        String(pick(valuesOf(`${name}{}`, undefined) ?? values.key!)),
        anyValue(`${name}[]`, type.values, undefined, depth + 1),
      ]),
    );
  }
  const all = fieldsOf(type.definition, '1.34').filter(
    ({ name, since, until }) => !skipped.has(name) && !until && (!since || since <= '1.34'),
  );
  const chance = Math.min(0.8, (depth > 3 ? 1 : 2.5) / all.length);
  const object: Obj = {};
  for (const one of all) {
    const wanted = one.enforced || one.required ? 0.9 : chance;
    if (maybe(wanted)) object[one.name] = anyValue(one.name, one.type, one, depth + 1);
  }
  return object;
}

const wrongTypes: readonly Json[] = ['x', '5', 5, 1.5, true, [], {}, [{}], [null], { a: 'b' }, ''];

/** Changes one thing and says what; undefined if there was nothing to change. */
function mutate(object: Obj, mayBreakTypes: boolean): string | undefined {
  const definition = definitionOf(String(object.apiVersion), String(object.kind));
  if (!definition) return undefined;
  const all = [...places(object, { shape: 'object', definition }, '', '')].filter(
    ({ path }) => !/^(apiVersion|kind|status)\b|managedFields|ownerReferences|Timestamp/.test(path),
  );
  const place = pick(all);
  if (!place) return undefined;
  const { holder, step, path, name, type, field } = place;
  const at = holder as unknown as Record<string | number, Json>;
  const value = at[step] as Json;
  const roll = random();
  const set = (next: Json, how = show(next)): string => {
    at[step] = next;
    return `${path}=${how}`;
  };
  if (mayBreakTypes && roll < 0.12) return set(pick(wrongTypes));
  if (roll < 0.18) return set(null);
  if (roll < 0.26) {
    if (Array.isArray(holder)) holder.splice(step as number, 1);
    else delete holder[step];
    return `${path} removed`;
  }
  if (roll < 0.3 && Array.isArray(holder)) {
    holder.push(structuredClone(value));
    return `${path} twice`;
  }
  if (Array.isArray(value) && roll < 0.6) {
    const inner = type?.shape === 'list' ? type.items : undefined;
    const item = maybe(0.15)
      ? null
      : field?.enum && maybe(0.8)
        ? pick(field.enum)
        : anyValue(name, inner, undefined, 1);
    if (maybe(0.2)) value.unshift(item);
    else value.push(item);
    return `${path}+${show(item)}`;
  }
  if (isObject(value) && roll < 0.9) {
    if (type?.shape === 'map') {
      const key = String(pick(valuesOf(`${name}{}`, undefined) ?? values.key!));
      value[key] = anyValue(`${name}[]`, type.values, undefined, 1);
      return `${path}.${key.slice(0, 20)}=${show(value[key])}`;
    }
    if (type?.shape === 'object') {
      const absent = fieldsOf(type.definition, '1.34').filter(
        (one) =>
          value[one.name] === undefined && !skipped.has(one.name) && !one.until && (!one.since || one.since <= '1.34'),
      );
      const chosen = pick(absent);
      if (maybe(0.02)) {
        const unknown = pick(['nam', 'image', 'spec', 'Name', 'replica', 'periodsSeconds', 'x']);
        value[unknown] = pick<Json>(['x', 1, {}]);
        return `${path}.${unknown}`;
      }
      if (!chosen) return undefined;
      value[chosen.name] = anyValue(chosen.name, chosen.type, chosen, 1);
      return `${path}.${chosen.name}=${show(value[chosen.name]!)}`;
    }
  }
  if (roll > 0.97 && isObject(object.spec)) {
    const other = pick(all);
    const target = (other.holder as Record<string | number, Json>)[other.step];
    if (isObject(target) && typeof step === 'string' && target !== value && !contains(value, target)) {
      delete at[step];
      target[step] = value;
      return `${path} moved to ${other.path}`;
    }
  }
  return set(anyValue(name, type, field, 1));
}

function contains(value: Json, target: Json): boolean {
  if (value === target) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((item) => contains(item, target));
}

function show(value: Json): string {
  const text = JSON.stringify(value) ?? 'unset';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

for (let i = 1; i <= Number(count); i++) {
  const object = structuredClone(start());
  const changes = pick([1, 1, 2, 2, 3, 4]);
  const done: string[] = [];
  for (let n = 0; n < changes; n++) {
    const change = mutate(object, changes === 1 || shape === 'types');
    if (change !== undefined) done.push(change);
  }
  const name = `${String(object.kind).toLowerCase()}/${seed}.${i}/${done.join(' & ')}`;
  process.stdout.write(`${JSON.stringify({ name, manifest: object })}\n`);
}
