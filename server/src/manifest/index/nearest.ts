/**
 * Of objects of one name, as there are for several environments, those that are nearest to a document. What can be said of
 * a whole folder is found out once for all its files, as hundreds of them may ask about hundreds of objects.
 */
import { onceFor } from '../../base/onceFor.ts';
import type { ObjectFacts } from './facts.ts';
import { compare, folderOf, type IndexedObject, type WorkspaceIndex } from './workspaceIndex.ts';

/** Of more objects than these, those of the same folder and then the first ones are looked at: nobody means one of so many. */
export const mostLookedAt = 500;
/** So many of them are given, and the objects of the asking file among them in any case. */
const mostGiven = 100;

/** The nearest first, without those of which another of the same name is nearer to the file. `objects`: the same list until the index changes. */
export function nearestTo<T extends IndexedObject>(
  file: string,
  objects: readonly T[],
  index: WorkspaceIndex,
): readonly T[] {
  const lists = listsOf(objects);
  if (lists.version !== index.version) lists.clear(index.version);
  return lists.remembered(lists.byFile, file, () => findFor(file, objects, index, lists)) as readonly T[];
}

function findFor<T extends IndexedObject>(
  file: string,
  objects: readonly T[],
  index: WorkspaceIndex,
  lists: Lists,
): readonly T[] {
  const folder = folderOf(file);
  const near = lists.remembered(lists.byFolder, folder, () =>
    findNearest(folder, lookedAt(folder, objects, lists), index),
  ) as readonly T[];
  const isSmall = objects.length <= mostLookedAt;
  const inFile = isSmall ? near.filter((one) => one.file === file) : objectsOf(file, objects, index, lists);
  const here = new Set(inFile);
  // What stands in the file itself is nearer than its twins elsewhere.
  const own = index.remembered(
    `twins ${file}`,
    () => new Set(index.objectsIn(file).flatMap(({ facts }) => twinKey(facts) ?? [])),
  );
  const given: T[] = [...inFile];
  for (const one of near) {
    if (given.length >= mostGiven && !isSmall) break;
    const key = own.size > 0 ? twinKey(one.facts) : undefined;
    if (!here.has(one) && (key === undefined || !own.has(key))) given.push(one);
  }
  return given;
}

/** The objects of a file that are among a long list. */
function objectsOf<T extends IndexedObject>(
  file: string,
  objects: readonly T[],
  index: WorkspaceIndex,
  lists: Lists,
): T[] {
  lists.all ??= new Set(objects);
  const all = lists.all;
  const found: T[] = [];
  for (const object of index.objectsIn(file)) {
    if (all.has(object)) found.push(object as T);
    if (found.length >= mostGiven) break;
  }
  return found;
}

function lookedAt<T extends IndexedObject>(folder: string, objects: readonly T[], lists: Lists): readonly T[] {
  if (objects.length <= mostLookedAt) return objects;
  lists.inFolders ??= byFolder(objects);
  const first = (lists.inFolders.get(folder) ?? []) as readonly T[];
  return [...new Set([...first.slice(0, mostLookedAt), ...objects.slice(0, mostLookedAt)])];
}

function byFolder(objects: readonly IndexedObject[]): ReadonlyMap<string, readonly IndexedObject[]> {
  const folders = new Map<string, IndexedObject[]>();
  for (const object of objects) {
    const folder = folderOf(object.file);
    const inFolder = folders.get(folder);
    if (inFolder) inFolder.push(object);
    else folders.set(folder, [object]);
  }
  return folders;
}

/** What is known of a list as long as the index stays as it is. */
class Lists {
  version = -1;
  readonly byFolder = new Map<string, unknown>();
  readonly byFile = new Map<string, unknown>();
  all: ReadonlySet<IndexedObject> | undefined;
  inFolders: ReadonlyMap<string, readonly IndexedObject[]> | undefined;

  clear(version: number): void {
    this.version = version;
    this.byFolder.clear();
    this.byFile.clear();
  }

  remembered<K>(known: Map<K, unknown>, key: K, make: () => unknown): unknown {
    if (!known.has(key)) known.set(key, make());
    return known.get(key);
  }
}

const listsOf = onceFor((_objects: readonly IndexedObject[]) => new Lists());

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
    const key = twinKey(facts);
    if (key === undefined) return Number.POSITIVE_INFINITY;
    let found = nearestTwins.get(key);
    if (found === undefined) {
      const { folders } = twinsOf(facts, key, index);
      found = folders.reduce((least, other) => Math.min(least, distanceTo(other)), Number.POSITIVE_INFINITY);
      nearestTwins.set(key, found);
    }
    return found;
  };
  return objects
    .map((object) => ({ object, distance: distanceTo(folderOf(object.file)) }))
    .filter(({ object, distance }) => distance <= ofNearestTwin(object))
    .sort((a, b) => a.distance - b.distance || compare(a.object, b.object))
    .map(({ object }) => object);
}

/** Objects of the same kind, name and namespace have the same; undefined where a template writes the name. */
function twinKey({ kind, name, namespace }: ObjectFacts): string | undefined {
  if (typeof name !== 'string') return undefined;
  return `${kind} ${name} ${typeof namespace === 'symbol' ? '\0' : (namespace ?? '')}`;
}

/** The folders of the objects of the same kind, name and namespace, each once. */
function twinsOf(
  { kind, name, namespace }: ObjectFacts,
  key: string,
  index: WorkspaceIndex,
): { readonly folders: readonly string[] } {
  return index.remembered(`folders of ${key}`, () => {
    const twins = index.objectsNamed(kind, String(name)).filter(({ facts }) => facts.namespace === namespace);
    return { folders: [...new Set(twins.map(({ file }) => folderOf(file)))] };
  });
}

/** How many folders lie between two of them. */
function distance(a: string, b: string): number {
  const [from, to] = [a.split('/'), b.split('/')];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return from.length + to.length - 2 * shared;
}
