import schemaFile from '../../../schemas/kubernetes.json' with { type: 'json' };
import type { FieldPath } from '../base/fieldPath.ts';
import { type FieldType, parseFieldType } from './fieldType.ts';
import { compareReleases, isAvailable } from './release.ts';
import type { Availability, FieldEntry, FieldVariant, SchemaFile } from './schemaFile.ts';

// The literal type of so large a file helps nobody.
const file = schemaFile as unknown as SchemaFile;

/** The minor releases the schemas cover, oldest first. */
export const releases: readonly string[] = Object.keys(file.releases);
export const oldestRelease: string = releases[0]!;
export const newestRelease: string = releases.at(-1)!;

/** The covered release closest to a setting such as `1.30`, `v1.30.2` or `1.99`; undefined if it names no release. */
export function nearestRelease(text: string): string | undefined {
  const match = /^v?(\d+\.\d+)(?:\.\d+)?(?:[-+].*)?$/.exec(text.trim());
  if (match === null) return undefined;
  const minor = match[1]!;
  if (compareReleases(minor, oldestRelease) < 0) return oldestRelease;
  if (compareReleases(minor, newestRelease) > 0) return newestRelease;
  return releases.includes(minor) ? minor : undefined;
}

/** A field of an object, an entry of a list or a value of a map, as one release knows it. */
export interface FieldSchema extends Availability {
  readonly name: string;
  /** The definition that has the field. */
  readonly definition: string;
  readonly type: FieldType;
  /** The fields that tell the entries of a list apart. */
  readonly keys?: readonly string[];
  /** Marked as required by OpenAPI. The API server fills in or ignores some of these; {@link enforced} is what it rejects. */
  readonly required: boolean;
  /** Whether the API server was seen to reject objects without the field. */
  readonly enforced: boolean;
  /** The values that the field, or the entries of its list or map, can have. */
  readonly enum?: readonly string[];
}

/** What a kind is made of. `since` and `until` say in which releases the API server serves it. */
export interface KindSchema extends Availability {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name of the definition of its objects, for {@link fieldsOf}. */
  readonly definition: string;
}

interface Field {
  /** What the newest release that has the field says. */
  readonly newest: FieldSchema;
  /** Set where releases differ. */
  readonly variants?: readonly { readonly availability: Availability; readonly schema: FieldSchema }[];
}

interface Definition {
  readonly fields: ReadonlyMap<string, Field>;
  readonly enforced: readonly string[];
}

const definitions = new Map<string, Definition>();

function definition(name: string): Definition {
  let found = definitions.get(name);
  if (found === undefined) {
    const entries = Object.entries(file.definitions[name]?.fields ?? {});
    const fields = new Map(entries.map(([field, entry]) => [field, readField(name, field, entry)]));
    found = { fields, enforced: [...fields.values()].filter(isEnforced).map((field) => field.newest.name) };
    definitions.set(name, found);
  }
  return found;
}

function isEnforced({ newest, variants }: Field): boolean {
  return variants === undefined ? newest.enforced : variants.some(({ schema }) => schema.enforced);
}

function readField(owner: string, name: string, entry: FieldEntry): Field {
  const read = (variant: FieldVariant, life: Availability) => readVariant(owner, name, variant, life);
  if (typeof entry === 'string') return { newest: read({ type: entry }, {}) };
  if (!Array.isArray(entry)) return { newest: read(entry as FieldVariant, entry as FieldVariant) };
  const variants = entry as readonly FieldVariant[];
  // The field is there from its first variant's release to its last one's.
  const { since } = variants[0]!;
  const { until } = variants.at(-1)!;
  const life: Availability = { ...(since && { since }), ...(until && { until }) };
  const schemas = variants.map((variant) => ({ availability: variant, schema: read(variant, life) }));
  return { newest: schemas.at(-1)!.schema, variants: schemas };
}

function readVariant(owner: string, name: string, variant: FieldVariant, life: Availability): FieldSchema {
  return {
    name,
    definition: owner,
    type: parseFieldType(variant.type),
    required: variant.required ?? false,
    enforced: variant.enforced ?? false,
    ...(variant.keys && { keys: variant.keys }),
    ...(variant.enum && { enum: variant.enum }),
    ...(life.since && { since: life.since }),
    ...(life.until && { until: life.until }),
  };
}

/** What a field is in a release; in another release's words if that release doesn't have it (its `since`/`until` say so). */
function inRelease(field: Field, release: string): FieldSchema {
  return field.variants?.find(({ availability }) => isAvailable(availability, release))?.schema ?? field.newest;
}

/** The kind behind `apiVersion` and `kind`, of whatever release; undefined for a kind that no covered release has. */
export function kindOf(apiVersion: string, kind: string): KindSchema | undefined {
  return kindsOf(kind).find((entry) => entry.apiVersion === apiVersion);
}

const kinds: readonly KindSchema[] = Object.entries(file.kinds).map(([key, entry]) => {
  const [apiVersion = '', kind = ''] = key.split(' ');
  return { apiVersion, kind, ...entry };
});
const kindsByName = new Map<string, KindSchema[]>();
for (const kind of kinds) {
  const known = kindsByName.get(kind.kind);
  if (known) known.push(kind);
  else kindsByName.set(kind.kind, [kind]);
}

/** All kinds of all covered releases. */
export function allKinds(): readonly KindSchema[] {
  return kinds;
}

/** The kinds of this name, in all groups and versions. */
export function kindsOf(kind: string): readonly KindSchema[] {
  return kindsByName.get(kind) ?? [];
}

/** The name of the definition of a kind's objects. */
export function definitionOf(apiVersion: string, kind: string): string | undefined {
  return kindOf(apiVersion, kind)?.definition;
}

/** The names of all definitions. */
export function allDefinitions(): string[] {
  return Object.keys(file.definitions);
}

/** One field of a definition, also if the release doesn't have it. */
export function fieldOf(
  definitionName: string,
  name: string,
  release: string = newestRelease,
): FieldSchema | undefined {
  const field = definition(definitionName).fields.get(name);
  return field && inRelease(field, release);
}

/** The fields without which the API server of the release rejects a definition's objects. */
export function enforcedFieldsOf(definitionName: string, release: string): readonly string[] {
  const { enforced, fields } = definition(definitionName);
  // Hardly any of them came or went: nothing to filter, nothing to allocate.
  const still = (name: string) => isAvailable(inRelease(fields.get(name)!, release), release);
  return enforced.every(still) ? enforced : enforced.filter(still);
}

/** In which releases a field takes a value; undefined if in none, or if the field has no enumeration. */
export function valueAvailability({ definition: owner, name }: FieldSchema, value: string): Availability | undefined {
  const variants = definition(owner).fields.get(name)?.variants;
  const taking = variants?.filter(({ schema }) => schema.enum?.includes(value)) ?? [];
  const first = taking[0]?.availability;
  const last = taking.at(-1)?.availability;
  if (first === undefined || last === undefined) return undefined;
  return { ...(first.since && { since: first.since }), ...(last.until && { until: last.until }) };
}

/** All fields of a definition in any release, in alphabetical order. Filter with `isAvailable` for one release's. */
export function fieldsOf(definitionName: string, release: string = newestRelease): FieldSchema[] {
  return [...definition(definitionName).fields.values()].map((field) => inRelease(field, release));
}

/**
 * What stands at a path of a kind's objects: a field, an entry of a list (path ends in an index) or a value of a map.
 * Undefined where the kind knows no such place.
 */
export function fieldAt(
  apiVersion: string,
  kind: string,
  path: FieldPath,
  release: string = newestRelease,
): FieldSchema | undefined {
  const root = definitionOf(apiVersion, kind);
  return root === undefined ? undefined : descend(root, path, release);
}

/** As {@link fieldAt}, from a definition's object instead of a kind's. */
export function descend(
  definitionName: string,
  path: FieldPath,
  release: string = newestRelease,
): FieldSchema | undefined {
  let type: FieldType = { shape: 'object', definition: definitionName };
  let place: FieldSchema | undefined;
  for (const step of path) {
    if (type.shape === 'object') {
      if (typeof step === 'number') return undefined;
      place = fieldOf(type.definition, step, release);
    } else if (type.shape === 'list' || type.shape === 'map') {
      if ((type.shape === 'list') !== (typeof step === 'number')) return undefined;
      const inner: FieldType = type.shape === 'list' ? type.items : type.values;
      // The enumeration of a list is that of its entries.
      const { name = '', definition = '', enum: values } = place ?? {};
      place = { name, definition, type: inner, required: false, enforced: false, ...(values && { enum: values }) };
    } else {
      return undefined;
    }
    if (place === undefined) return undefined;
    type = place.type;
  }
  return place;
}

/** The definition of the object at a path of a kind; undefined where something other than an object stands there. */
export function definitionAt(
  apiVersion: string,
  kind: string,
  path: FieldPath,
  release: string = newestRelease,
): string | undefined {
  if (path.length === 0) return definitionOf(apiVersion, kind);
  const type = fieldAt(apiVersion, kind, path, release)?.type;
  return type?.shape === 'object' ? type.definition : undefined;
}
