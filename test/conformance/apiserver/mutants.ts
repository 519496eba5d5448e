/**
 * Writes mutants for the recorder: good manifests in which one field is other than it was. It is dropped, doubled, null,
 * empty, of another type, a boundary number, full of characters that don't belong there, written in another case,
 * misspelt, moved, or new where it was missing. `node test/conformance/apiserver/mutants.ts SEED COUNT`.
 */
import { definitionOf, fieldsOf } from '../../../server/src/schema/catalog.ts';
import type { FieldType } from '../../../server/src/schema/fieldType.ts';
import { type Json, type Obj, randomness } from './randomness.ts';
import { values, valuesOf } from './randomValues.ts';
import { isObject, type Place, places, readStarts } from './starts.ts';

const [seed = '1', count = '1000'] = process.argv.slice(2);
const random = randomness(Number(seed));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** A change of one place; undefined where it can't be made there. */
type Mutation = (place: Place, object: Obj) => string | undefined;

const set = ({ holder, step }: Place, value: Json): void => {
  (holder as Record<string | number, Json>)[step] = value;
};
const get = ({ holder, step }: Place): Json => (holder as Record<string | number, Json>)[step]!;

function replace(place: Place, value: Json): string | undefined {
  if (JSON.stringify(value) === JSON.stringify(get(place))) return undefined;
  set(place, value);
  return show(value);
}

const rename = ({ holder, step }: Place, name: string): string | undefined => {
  if (Array.isArray(holder) || name === step) return undefined;
  // The new name takes the old one's place.
  const entries = Object.entries(holder).map(([key, value]): [string, Json] => [key === step ? name : key, value]);
  for (const key of Object.keys(holder)) delete holder[key];
  for (const [key, value] of entries) holder[key] = value;
  return name;
};

function swapped(whole: string): string {
  // Half a character would be no text.
  const text = [...whole].every((char) => char.length === 1) ? whole : 'x';
  if (text.length < 2) return `${text}${text}`;
  const at = Math.floor(random() * (text.length - 1));
  return pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2),
    text.slice(0, at) + text[at]! + text.slice(at),
  ]);
}

function recased(text: string): string {
  return pick([
    text.toLowerCase(),
    text.toUpperCase(),
    text.charAt(0).toUpperCase() + text.slice(1),
    text.charAt(0).toLowerCase() + text.slice(1),
  ]);
}

function lengthened(text: string): string {
  const at = Math.floor(random() * (text.length + 1));
  return (
    text.slice(0, at) + pick([' ', '_', '/', '.', '-', '$', ':', '..', '\t', 'é', '"', '%', ',', '*']) + text.slice(at)
  );
}

function filled(name: string, type: FieldType | undefined, depth = 0): Json {
  const known = valuesOf(name, type);
  if (known && random() < 0.8) return structuredClone(pick(known));
  if (!type) return pick<Json>(['x', 1, {}]);
  if (type.shape === 'scalar') return pick(values[type.scalar] ?? values.string!);
  if (type.shape === 'list') return random() < 0.2 ? [] : [filled(name, type.items, depth + 1)];
  if (type.shape === 'map') return { [String(pick(values.key!))]: filled(`${name}[]`, type.values, depth + 1) };
  const known34 = fieldsOf(type.definition, '1.34').filter(({ since, until }) => !until && (!since || since <= '1.34'));
  const chosen = known34.filter(({ required }) => depth < 3 && (required || random() < 0.25));
  return Object.fromEntries(chosen.map((one) => [one.name, filled(one.name, one.type, depth + 1)]));
}

const mutations: Readonly<Record<string, Mutation>> = {
  drop: ({ holder, step }) => {
    if (Array.isArray(holder)) holder.splice(Number(step), 1);
    else delete holder[step];
    return '';
  },
  duplicate: (place) => {
    const value = get(place);
    if (Array.isArray(place.holder)) place.holder.push(structuredClone(value));
    else if (Array.isArray(value) && value.length > 0) value.push(structuredClone(value[0]!));
    else return undefined;
    return '';
  },
  null: (place) => replace(place, null),
  empty: (place) => {
    const value = get(place);
    return replace(place, Array.isArray(value) ? [] : isObject(value) ? {} : '');
  },
  type: (place) => {
    const value = get(place);
    const others: Json[] = ['x', '1', 1, 1.5, true, [], {}, ['x'], { x: 'y' }, [{}]];
    return replace(
      place,
      pick(others.filter((other) => typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value))),
    );
  },
  number: (place) => {
    const value = get(place);
    if (typeof value !== 'number' && !(typeof value === 'string' && /^\d+(%|[a-zA-Z]+)?$/.test(value)))
      return undefined;
    return replace(
      place,
      pick<Json>([
        0,
        -1,
        1,
        65535,
        65536,
        86400,
        2147483647,
        2147483648,
        -2147483649,
        9007199254740991,
        '0',
        '-1',
        '0%',
        '101%',
        '10%',
      ]),
    );
  },
  characters: (place) => {
    const value = get(place);
    if (typeof value === 'string') return replace(place, lengthened(value));
    return typeof place.step === 'string' && place.field === undefined
      ? rename(place, lengthened(place.step))
      : undefined;
  },
  long: (place) => {
    const value = get(place);
    return typeof value === 'string'
      ? replace(place, pick(['x'.repeat(64), 'x'.repeat(254), `${value}${value}`]))
      : undefined;
  },
  case: (place) => {
    const value = get(place);
    return typeof value === 'string' ? replace(place, recased(value)) : undefined;
  },
  caseOfName: (place) => (typeof place.step === 'string' ? rename(place, recased(place.step)) : undefined),
  misspelt: (place) => {
    const value = get(place);
    return typeof value === 'string' ? replace(place, swapped(value)) : undefined;
  },
  misspeltName: (place) => (typeof place.step === 'string' ? rename(place, swapped(place.step)) : undefined),
  moved: (place, object) => {
    if (Array.isArray(place.holder)) return undefined;
    const value = get(place);
    const all = [...places(object, undefined, '', '')].map(get).filter(isObject);
    const target = pick([object, ...all].filter((one) => one !== place.holder && !contains(value, one)));
    if (!target || target[String(place.step)] !== undefined) return undefined;
    delete place.holder[String(place.step)];
    target[String(place.step)] = value;
    return '';
  },
  value: (place) => {
    const known = place.field?.enum ?? valuesOf(place.name, place.type);
    return known && known.length > 0 ? replace(place, structuredClone(pick<Json>(known))) : undefined;
  },
  nullItem: (place) => {
    const value = get(place);
    if (!Array.isArray(value)) return undefined;
    if (random() < 0.5) value.push(null);
    else value.unshift(null);
    return '';
  },
  new: (place) => {
    const value = get(place);
    if (!isObject(value) || place.type?.shape !== 'object') return undefined;
    const absent = fieldsOf(place.type.definition, '1.34').filter(
      ({ name, since, until }) => value[name] === undefined && !until && (!since || since <= '1.34'),
    );
    const chosen = pick(absent);
    if (!chosen) return undefined;
    value[chosen.name] = filled(chosen.name, chosen.type);
    return `${chosen.name}=${show(value[chosen.name]!)}`;
  },
};

function contains(value: Json, target: Json): boolean {
  if (value === target) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((item) => contains(item, target));
}

function show(value: Json): string {
  const text = JSON.stringify(value) ?? 'unset';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const { whole, good } = readStarts();
// Each kind as often as the others, however many manifests of it there are.
const byKind = new Map<string, Obj[]>();
for (const object of [...whole, ...good]) {
  const kind = `${String(object.apiVersion)} ${String(object.kind)}`;
  byKind.set(kind, [...(byKind.get(kind) ?? []), object]);
}
const kinds = [...byKind.keys()].sort();
const names = Object.keys(mutations);

for (let i = 1; i <= Number(count); ) {
  const object = structuredClone(pick(byKind.get(pick(kinds))!));
  const definition = definitionOf(String(object.apiVersion), String(object.kind))!;
  const top: Place = {
    holder: { object },
    step: 'object',
    path: '',
    name: '',
    type: { shape: 'object', definition },
    field: undefined,
  };
  const all = [top, ...places(object, top.type, '', '')];
  const place = pick(all);
  const name = pick(names);
  if (place === top && name !== 'new') continue;
  const said = mutations[name]!(place, object);
  if (said === undefined) continue;
  const title = `${String(object.kind).toLowerCase()}/${seed}.${i}/${name} ${place.path} ${said}`.trim();
  process.stdout.write(`${JSON.stringify({ name: title, manifest: object })}\n`);
  i++;
}
