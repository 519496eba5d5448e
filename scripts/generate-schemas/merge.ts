import type {
  Availability,
  DefinitionEntry,
  FieldEntry,
  FieldVariant,
  KindEntry,
  SchemaFile,
} from '../../server/src/schema/schemaFile.ts';
import type { StructuralField, StructuralRelease } from './openapi.ts';

export interface NamedRelease {
  /** `1.34` */
  minor: string;
  /** `1.34.9` */
  patch: string;
  structure: StructuralRelease;
}

/** Merges releases, oldest first, into one file in which only what changed says when. {@link project} undoes it. */
export function merge(releases: readonly NamedRelease[]): SchemaFile {
  const all = releases.map((release) => release.minor);
  const kinds: Record<string, KindEntry> = {};
  for (const kind of namesOf(releases, (structure) => structure.kinds)) {
    const runs = runsOf(releases, (structure) => structure.kinds[kind]);
    if (runs.length !== 1) throw new Error(`${kind} changed its definition or was absent in between`);
    kinds[kind] = { definition: runs[0]!.value, ...availability(runs[0]!.minors, all) };
  }
  const definitions: Record<string, DefinitionEntry> = {};
  for (const name of namesOf(releases, (structure) => structure.definitions)) {
    const runs = runsOf(releases, (structure) => (name in structure.definitions ? true : undefined));
    if (runs.length !== 1) throw new Error(`${name} was absent in between`);
    const { minors } = runs[0]!;
    const present = releases.filter((release) => minors.includes(release.minor));
    const fields: Record<string, FieldEntry> = {};
    for (const field of namesOf(present, (structure) => structure.definitions[name] ?? {})) {
      const variants = runsOf(present, (structure) => structure.definitions[name]?.[field]).map((run) => ({
        ...run.value,
        ...availability(run.minors, minors),
      }));
      fields[field] = compact(variants);
    }
    definitions[name] = { ...availability(minors, all), fields };
  }
  return { releases: Object.fromEntries(releases.map(({ minor, patch }) => [minor, patch])), kinds, definitions };
}

/** One release's structure, taken back out of the merged file. */
export function project(file: SchemaFile, minor: string): StructuralRelease {
  const order = Object.keys(file.releases);
  const covers = ({ since, until }: Availability) =>
    (since === undefined || order.indexOf(since) <= order.indexOf(minor)) &&
    (until === undefined || order.indexOf(minor) <= order.indexOf(until));
  const structure: StructuralRelease = { kinds: {}, definitions: {} };
  for (const [kind, entry] of Object.entries(file.kinds)) if (covers(entry)) structure.kinds[kind] = entry.definition;
  for (const [name, entry] of Object.entries(file.definitions)) {
    if (!covers(entry)) continue;
    const fields: Record<string, StructuralField> = {};
    structure.definitions[name] = fields;
    for (const [field, fieldEntry] of Object.entries(entry.fields)) {
      const variant = variantsOf(fieldEntry).find(covers);
      if (variant === undefined) continue;
      const { since: _since, until: _until, ...facts } = variant;
      fields[field] = facts as StructuralField;
    }
  }
  return structure;
}

function variantsOf(entry: FieldEntry): readonly FieldVariant[] {
  if (typeof entry === 'string') return [{ type: entry }];
  return Array.isArray(entry) ? entry : [entry as FieldVariant];
}

function compact(variants: FieldVariant[]): FieldEntry {
  const [first, second] = variants;
  if (first === undefined) throw new Error('a field without a type');
  if (second !== undefined) return variants;
  return Object.keys(first).length === 1 ? first.type : first;
}

function namesOf(releases: readonly NamedRelease[], pick: (structure: StructuralRelease) => object): string[] {
  return [...new Set(releases.flatMap(({ structure }) => Object.keys(pick(structure))))].sort();
}

/** Neighbouring releases that say the same. */
function runsOf<T>(
  releases: readonly NamedRelease[],
  pick: (structure: StructuralRelease) => T | undefined,
): { value: T; minors: string[] }[] {
  const runs: { value: T; text: string; minors: string[] }[] = [];
  let previous: string | undefined;
  for (const { minor, structure } of releases) {
    const value = pick(structure);
    const text = JSON.stringify(value);
    if (value !== undefined) {
      const last = runs.at(-1);
      if (last !== undefined && text === previous) last.minors.push(minor);
      else runs.push({ value, text, minors: [minor] });
    }
    previous = text;
  }
  return runs;
}

function availability(minors: readonly string[], owner: readonly string[]): Availability {
  const since = minors[0]!;
  const until = minors.at(-1)!;
  return {
    ...(since === owner[0] ? {} : { since }),
    ...(until === owner.at(-1) ? {} : { until }),
  };
}

/** The file's text: sorted, one kind or definition a line, so that a new release reads well as a diff. */
export function format(file: SchemaFile): string {
  const lines = (entries: object) =>
    Object.entries(entries)
      .map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`)
      .join(',\n');
  return `{
"releases":${JSON.stringify(file.releases)},
"kinds":{
${lines(file.kinds)}
},
"definitions":{
${lines(file.definitions)}
}
}
`;
}
