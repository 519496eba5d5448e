/**
 * Of objects of one name, as there are for several environments, those that are nearest to a document. What can be said of
 * a whole folder is found out once for all its files, as hundreds of them may ask about hundreds of objects.
 */
import type { ObjectFacts } from './facts.ts';
import { folderOf, type IndexedObject, type WorkspaceIndex } from './workspaceIndex.ts';

/** Without objects of which another of the same name is nearer to the file; the nearest ones first. */
export function nearestTo<T extends IndexedObject>(
  file: string,
  objects: readonly T[],
  index: WorkspaceIndex,
): readonly T[] {
  const near = nearestToFolder(folderOf(file), objects, index);
  const hereFirst = [...near.filter((one) => one.file === file), ...near.filter((one) => one.file !== file)];
  // What stands in the file itself is nearer than its twins elsewhere.
  const twins = index.remembered(`twins ${file}`, () => twinsElsewhere(file, index));
  return twins.size === 0 ? hereFirst : hereFirst.filter((one) => !twins.has(one));
}

const known = new WeakMap<
  readonly IndexedObject[],
  { version: number; byFolder: Map<string, readonly IndexedObject[]> }
>();

function nearestToFolder<T extends IndexedObject>(
  folder: string,
  objects: readonly T[],
  index: WorkspaceIndex,
): readonly T[] {
  let lists = known.get(objects);
  if (lists?.version !== index.version) {
    lists = { version: index.version, byFolder: new Map() };
    known.set(objects, lists);
  }
  let list = lists.byFolder.get(folder) as readonly T[] | undefined;
  if (!list) {
    list = findNearest(folder, objects, index);
    lists.byFolder.set(folder, list);
  }
  return list;
}

function findNearest<T extends IndexedObject>(
  folder: string,
  objects: readonly T[],
  index: WorkspaceIndex,
): readonly T[] {
  const distances = new Map<string, number>();
  const distanceTo = (other: string) => {
    let found = distances.get(other);
    if (found === undefined) {
      found = distance(folder, other);
      distances.set(other, found);
    }
    return found;
  };
  const nearestTwins = new Map<string, number>();
  const ofNearestTwin = ({ facts }: T) => {
    const { kind, name, namespace } = facts;
    if (typeof name !== 'string') return Number.POSITIVE_INFINITY;
    const key = typeof namespace === 'symbol' ? undefined : `${kind} ${name} ${namespace ?? ''}`;
    let found = key === undefined ? undefined : nearestTwins.get(key);
    if (found === undefined) {
      found = twinsOf(facts, index).reduce((least, { file }) => Math.min(least, distanceTo(folderOf(file))), Infinity);
      if (key !== undefined) nearestTwins.set(key, found);
    }
    return found;
  };
  return objects
    .map((object) => ({ object, distance: distanceTo(folderOf(object.file)) }))
    .filter(({ object, distance }) => distance <= ofNearestTwin(object))
    .sort((a, b) => a.distance - b.distance || compare(a.object, b.object))
    .map(({ object }) => object);
}

function twinsElsewhere(file: string, index: WorkspaceIndex): ReadonlySet<IndexedObject> {
  const all = index.objectsIn(file).flatMap(({ facts }) => twinsOf(facts, index));
  return new Set(all.filter((twin) => twin.file !== file));
}

/** The objects of the same kind, name and namespace, the object among them. */
function twinsOf({ kind, name, namespace }: ObjectFacts, index: WorkspaceIndex): readonly IndexedObject[] {
  if (typeof name !== 'string') return [];
  return [...index.objectsNamed(kind, name)].filter(({ facts }) => facts.namespace === namespace);
}

/** By place, so that the order does not depend on which file was read first. */
export function compare(a: IndexedObject, b: IndexedObject): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.facts.span.start - b.facts.span.start;
}

/** How many folders lie between two of them. */
function distance(a: string, b: string): number {
  const [from, to] = [a.split('/'), b.split('/')];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return from.length + to.length - 2 * shared;
}
