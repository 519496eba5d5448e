/** An object in the making, with the names that it had before (kustomize `api/resource/resource.go`). */
import { type Gvk, isSameGvk } from './gvk.ts';
import { isClusterScoped } from './mergeKeys.ts';
import { untagged } from './readTree.ts';
import { field, inexact, type MapTree, mapUnder, put, type ScalarTree, textAt } from './tree.ts';

export interface ResourceId extends Gvk {
  readonly name: string;
  readonly namespace: string;
}

export interface Resource {
  tree: MapTree;
  /** The ids before each change, the oldest first. */
  readonly previous: ResourceId[];
  readonly prefixes: string[];
  readonly suffixes: string[];
  /** Whether a hash of the content becomes a part of the name. */
  needsHash: boolean;
  readonly isGenerated: boolean;
}

export function resourceOf(tree: MapTree): Resource {
  return { tree, previous: [], prefixes: [], suffixes: [], needsHash: false, isGenerated: false };
}

export function gvkOf(tree: MapTree): Gvk {
  const apiVersion = textAt(tree, 'apiVersion');
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: textAt(tree, 'kind'),
  };
}

export function currentId({ tree }: Resource): ResourceId {
  return { ...gvkOf(tree), name: textAt(tree, 'metadata', 'name'), namespace: textAt(tree, 'metadata', 'namespace') };
}

export function originalId(resource: Resource): ResourceId {
  return resource.previous[0] ?? currentId(resource);
}

export function storePreviousId(resource: Resource): void {
  const id = currentId(resource);
  resource.previous.push({ ...id, namespace: namespaceOf(id) });
}

export function setName(resource: Resource, name: string): void {
  const metadata = mapUnder(resource.tree, 'metadata');
  const known = field(metadata, 'name');
  const like = known?.kind === 'scalar' ? known : undefined;
  put(metadata, 'name', untagged(name, like, like && inexact(like.place)) satisfies ScalarTree);
}

const nowhere = '_non_namespaceable_';

/** The namespace that counts: none is `default`. */
export function namespaceOf(id: ResourceId): string {
  if (isClusterScoped(id)) return nowhere;
  return id.namespace || 'default';
}

function isSameId(a: ResourceId, b: ResourceId): boolean {
  return a.name === b.name && isSameGvk(a, b) && namespaceOf(a) === namespaceOf(b);
}

/** The same for ids that are the same. */
export function idKey(id: ResourceId): string {
  return `${id.group} ${id.version} ${id.kind} ${namespaceOf(id)} ${id.name}`;
}

/** Whether an object has, or had, an id. */
export function hadId(resource: Resource, id: ResourceId): boolean {
  // Most have another name, and that is seen at once.
  if (textAt(resource.tree, 'metadata', 'name') === id.name && isSameId(currentId(resource), id)) return true;
  return resource.previous.some((one) => isSameId(one, id));
}

export function idsOf(resource: Resource): readonly ResourceId[] {
  return [...resource.previous, currentId(resource)];
}

export function describeId({ group, version, kind, name, namespace }: ResourceId): string {
  return `${kind}.${version || '[noVer]'}.${group || '[noGrp]'}/${name || '[noName]'}.${namespace || '[noNs]'}`;
}

/** Kustomize remembers such things in annotations until it is done, so that there are some to be patched. */
export function hasBuildAnnotations({ previous, needsHash, isGenerated }: Resource): boolean {
  return previous.length > 0 || needsHash || isGenerated;
}
