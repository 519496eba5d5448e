/** Patches of a kustomization: files and inline, strategic merges and JSON patches (`api/internal/builtins/Patch*.go`). */

import { notUnderstood, refused } from './buildError.ts';
import { applyJsonPatch } from './jsonPatch.ts';
import { overlayNeeds as needs } from './messages.ts';
import { readTrees } from './readTree.ts';
import {
  currentId,
  describeId,
  gvkOf,
  hadId,
  hasBuildAnnotations,
  type Resource,
  resourceOf,
  storePreviousId,
} from './resource.ts';
import { select } from './selectors.ts';
import type { SourceText } from './sourceText.ts';
import { mergePatch } from './strategicMerge.ts';
import { cloneTree, field, isNull, type MapTree, mapTree, mapUnder, put, type Tree, textAt } from './tree.ts';

export interface PatchTargets {
  readonly resources: readonly Resource[];
  /** Whether there may be objects that are not in view, so that a patch may be about one of them. */
  readonly isIncomplete: boolean;
}

/** An entry of `patches`. Gives the objects that are left. */
export function applyPatch(entry: Tree, source: SourceText, targets: PatchTargets): Resource[] {
  const trees = readTrees(source);
  const target = field(entry, 'target');
  if (trees.length > 0 && trees.every(({ kind }) => kind === 'list'))
    return applyJsonPatches(target, trees, targets, entry, true);
  const patches = trees.map(asObject);
  const options = field(entry, 'options');
  if (!target)
    return patches.reduce(
      (left, patch) => mergeById(patch, { ...targets, resources: left }, options),
      [...targets.resources],
    );
  if (patches.length !== 1)
    throw refused('several strategic merge patches in one entry can not have a target', target.place);
  const selected = new Set(select(targets.resources, target));
  return merged(targets.resources, selected, patches[0]!, options);
}

/** An entry of `patchesStrategicMerge`. */
export function applyStrategicMerge(source: SourceText, targets: PatchTargets): Resource[] {
  return readTrees(source)
    .map(asObject)
    .reduce((left, patch) => mergeById(patch, { ...targets, resources: left }, undefined), [...targets.resources]);
}

/** An entry of `patchesJson6902`, or one of `patches` that holds operations. */
export function applyJsonPatches(
  target: Tree | undefined,
  patches: readonly Tree[],
  { resources }: PatchTargets,
  entry: Tree,
  remembersId = false,
): Resource[] {
  if (!target) throw refused('must specify a target for JSON patch', entry.place);
  const [patch] = patches;
  if (!patch) throw refused('patch appears to be empty', entry.place);
  for (const resource of select(resources, target)) {
    if (remembersId) storePreviousId(resource);
    const metadata = mapUnder(resource.tree, 'metadata');
    if (hasBuildAnnotations(resource) && isNull(field(metadata, 'annotations')))
      put(metadata, 'annotations', mapTree());
    applyJsonPatch(resource.tree, patch);
  }
  return [...resources];
}

function asObject(tree: Tree): MapTree {
  if (tree.kind !== 'map' || textAt(tree, 'kind') === '') throw refused('a patch has no kind', tree.place);
  if (textAt(tree, 'metadata', 'name') === '') throw refused('a patch has no metadata.name', tree.place);
  return tree;
}

function mergeById(patch: MapTree, { resources, isIncomplete }: PatchTargets, options: Tree | undefined): Resource[] {
  const id = currentId(resourceOf(patch));
  const found = resources.filter((resource) => hadId(resource, id));
  if (found.length === 0 && isIncomplete) return [...resources];
  if (found.length !== 1)
    throw refused(
      `${found.length === 0 ? 'no' : 'multiple'} matches for Id ${describeId(id)}`,
      field(patch, 'metadata', 'name')?.place ?? patch.place,
    );
  return merged(resources, new Set(found), patch, options);
}

function merged(
  resources: readonly Resource[],
  selected: ReadonlySet<Resource>,
  patch: MapTree,
  options: Tree | undefined,
): Resource[] {
  return resources.filter((resource) => !selected.has(resource) || merge(resource, patch, options));
}

/** Whether anything is left. Name, kind and namespace stay unless they may change. */
function merge(resource: Resource, patch: MapTree, options: Tree | undefined): boolean {
  const keepsName = textAt(options, 'allowNameChange') !== 'true';
  const keepsKind = textAt(options, 'allowKindChange') !== 'true';
  if (!keepsName || !keepsKind) storePreviousId(resource);
  const namespace = field(resource.tree, 'metadata', 'namespace');
  // What stays is what the base wrote.
  const own = cloneTree(patch);
  own.entries.delete('apiVersion');
  if (keepsKind) own.entries.delete('kind');
  const metadata = mapUnder(own, 'metadata');
  if (keepsName) metadata.entries.delete('name');
  metadata.entries.delete('namespace');
  const result = mergePatch(resource.tree, own);
  if (!result) return false;
  resource.tree = result;
  if (namespace) put(mapUnder(result, 'metadata'), 'namespace', namespace);
  if (gvkOf(result).kind === '') throw notUnderstood(needs.kindTakenOut(), patch.place);
  return true;
}
