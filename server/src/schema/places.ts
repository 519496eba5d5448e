import type { FieldPath } from '../base/fieldPath.ts';
import { definitionOf, fieldsOf, newestRelease } from './catalog.ts';
import type { FieldType } from './fieldType.ts';
import { isAvailable } from './release.ts';

/** A place where a field of some name is legal. */
export interface Place {
  /** Path of the field; `*` stands for any index or key that the path asked from doesn't decide. */
  readonly path: readonly (string | number)[];
  /** Levels to go up from where the field stands now to what both places share, and down again from there. */
  readonly up: number;
  readonly down: number;
  /** Name of the definition that has the field there. */
  readonly definition: string;
}

interface Pattern {
  /** Path of the object that has the field. */
  readonly path: readonly string[];
  readonly definition: string;
}

/**
 * All places in a kind's objects where a field called `name` is legal, the nearest to `from` first. `from` is the path
 * of the field where it stands now (its last step is the field itself). List indexes that `from` and a place share are
 * kept: seen from `spec.containers[1].livenessProbe.exec.periodSeconds`, the nearest place for `periodSeconds` is
 * `spec.containers[1].livenessProbe.periodSeconds`. What the server writes (`status`, `metadata.managedFields`) is no place.
 */
export function placesOf(
  name: string,
  apiVersion: string,
  kind: string,
  from: FieldPath = [],
  release: string = newestRelease,
): Place[] {
  const root = definitionOf(apiVersion, kind);
  return root === undefined ? [] : placesIn(name, root, from, release);
}

/** As {@link placesOf}, in objects of a definition; paths begin at the object. */
export function placesIn(
  name: string,
  definition: string,
  from: FieldPath = [],
  release: string = newestRelease,
): Place[] {
  const object = from.slice(0, -1);
  const places = (index(definition, release).get(name) ?? []).map((pattern) => place(pattern, name, object));
  return places.sort(
    (a, b) => a.up + a.down - (b.up + b.down) || a.down - b.down || Number(isEphemeral(a)) - Number(isEphemeral(b)),
  );
}

/** Hardly anyone writes ephemeral containers into a manifest; the API server doesn't even allow it in a template. */
function isEphemeral(place: Place): boolean {
  return place.path.includes('ephemeralContainers');
}

/** The names of all fields of a definition's objects and of what is in them. */
export function fieldNamesIn(definition: string, release: string = newestRelease): readonly string[] {
  return [...index(definition, release).keys()];
}

function place({ path, definition }: Pattern, name: string, from: FieldPath): Place {
  const steps: (string | number)[] = [];
  let shared = 0;
  while (shared < path.length && shared < from.length) {
    const step = from[shared]!;
    if (path[shared] !== '*' && path[shared] !== step) break;
    steps.push(step);
    shared++;
  }
  // What follows the last shared name doesn't belong to it: `containers[1]` and `containers[*]` part at `containers`.
  const up = levels(from.slice(shared));
  const down = levels(path.slice(shared));
  return { path: [...steps, ...path.slice(shared), name], up, down, definition };
}

/** An entry of a list is not a level of its own: `containers[0]` is one. */
function levels(path: readonly (string | number)[]): number {
  return path.filter((step) => typeof step === 'string' && step !== '*').length;
}

const indexes = new Map<string, Map<string, Pattern[]>>();

/** Field name → the objects below a definition that have a field of that name. */
function index(root: string, release: string): Map<string, Pattern[]> {
  const key = `${release} ${root}`;
  let found = indexes.get(key);
  if (found === undefined) {
    found = new Map();
    collect({ shape: 'object', definition: root }, [], [], release, found);
    indexes.set(key, found);
  }
  return found;
}

function collect(
  type: FieldType,
  path: readonly string[],
  open: readonly string[],
  release: string,
  found: Map<string, Pattern[]>,
): void {
  if (type.shape === 'list' || type.shape === 'map') {
    collect(type.shape === 'list' ? type.items : type.values, [...path, '*'], open, release, found);
    return;
  }
  // A definition within itself (`JSONSchemaProps`) has no more places than it had the first time.
  if (type.shape !== 'object' || open.includes(type.definition)) return;
  const { definition } = type;
  for (const field of fieldsOf(definition, release)) {
    if (!isAvailable(field, release)) continue;
    if (path.length === 0 && field.name === 'status') continue;
    if (field.name === 'managedFields') continue;
    const patterns = found.get(field.name);
    const pattern: Pattern = { path, definition };
    if (patterns === undefined) found.set(field.name, [pattern]);
    else patterns.push(pattern);
    collect(field.type, [...path, field.name], [...open, definition], release, found);
  }
}
