/** What the fields of a kustomization do to all objects (`api/internal/builtins`), in the order in which Kustomize does it. */
import type { SourcePlace } from '../traced/tracedText.ts';
import { notUnderstood, refused } from './buildError.ts';
import { metadataLabels, type TransformerSpecs } from './defaultSpecs.ts';
import { type FieldSpec, visitFields } from './fieldSpecs.ts';
import { isSelected } from './gvk.ts';
import { setImages } from './images.ts';
import { isClusterScoped } from './mergeKeys.ts';
import { overlayNeeds as needs } from './messages.ts';
import { untagged } from './readTree.ts';
import { currentId, gvkOf, idKey, idsOf, originalId, type Resource, storePreviousId } from './resource.ts';
import {
  type Entry,
  entriesOf,
  field,
  inexact,
  itemsOf,
  mapTree,
  mapUnder,
  put,
  type ScalarTree,
  stringTree,
  type Tree,
  textAt,
} from './tree.ts';

export function setNamespace(resources: readonly Resource[], namespace: ScalarTree, specs: TransformerSpecs): void {
  for (const resource of resources) {
    storePreviousId(resource);
    const { tree } = resource;
    const gvk = gvkOf(tree);
    const value = stringTree(namespace.text, namespace.place);
    if (!isClusterScoped(gvk)) put(mapUnder(tree, 'metadata'), 'namespace', value);
    if (gvk.kind === 'RoleBinding' || gvk.kind === 'ClusterRoleBinding')
      for (const subject of itemsOf(field(tree, 'subjects')))
        if (subject.kind === 'map' && textAt(subject, 'name') === 'default') put(subject, 'namespace', value);
    const isCore = textAt(tree, 'apiVersion') === 'v1';
    const fields = specs.namespace.filter(
      ({ path }) => path !== 'metadata/namespace' && (isCore || path !== 'metadata/name'),
    );
    visitFields(tree, fields, 'scalar', ({ value: written, replace }) => {
      if (written.kind === 'scalar') replace(value);
    });
  }
  const ids = new Set(resources.map((resource) => idKey(currentId(resource))));
  if (ids.size < resources.length) throw refused('namespace transformation produces ID conflict', namespace.place);
}

const keepTheirNames = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
];

/** Puts a text before or behind all names. */
export function addAffix(
  resources: readonly Resource[],
  affix: ScalarTree,
  side: 'prefix' | 'suffix',
  specs: readonly FieldSpec[],
): void {
  for (const resource of resources) {
    const original = originalId(resource);
    if (keepTheirNames.some((gvk) => isSelected(original, gvk))) continue;
    for (const spec of specs) {
      if (!isSelected(original, spec)) continue;
      if (spec.path === 'metadata/name') {
        (side === 'prefix' ? resource.prefixes : resource.suffixes).push(affix.text);
        storePreviousId(resource);
      }
      visitFields(resource.tree, [spec], 'scalar', ({ value, replace }) => {
        if (value.kind !== 'scalar') return;
        const text = side === 'prefix' ? affix.text + value.text : value.text + affix.text;
        replace(untagged(text, value, inexact(value.place)));
      });
    }
  }
}

/** `labels`, `commonLabels` and `commonAnnotations`. */
export function addPairs(
  resources: readonly Resource[],
  pairs: readonly (readonly [string, Entry])[],
  specs: readonly FieldSpec[],
): void {
  for (const { tree } of resources)
    for (const [key, { keyPlace, value }] of pairs)
      visitFields(tree, specs, 'map', ({ value: found, replace }) => {
        const map = found.kind === 'map' ? found : mapTree();
        if (found !== map) replace(map);
        put(map, key, stringTree(textAt(value), value.place), keyPlace);
      });
}

/** The fields that an entry of `labels` is about. */
export function labelSpecs(entry: Tree, specs: TransformerSpecs): readonly FieldSpec[] {
  const own = [...itemsOf(field(entry, 'fields')).map(fieldSpecOf), ...specs.labels];
  if (textAt(entry, 'includeSelectors') === 'true') return [...own, ...specs.commonLabels];
  if (textAt(entry, 'includeVolumeClaimTemplates') === 'true')
    throw notUnderstood(needs.field({ name: 'includeVolumeClaimTemplates' }), entry.place);
  const inPods = textAt(entry, 'includeTemplates') === 'true' ? specs.templateLabels : [];
  return [...own, ...inPods, metadataLabels];
}

export function fieldSpecOf(tree: Tree): FieldSpec {
  const gvk = Object.fromEntries(
    ['group', 'version', 'kind'].flatMap((name) => (textAt(tree, name) ? [[name, textAt(tree, name)]] : [])),
  );
  return { ...gvk, path: textAt(tree, 'path'), create: textAt(tree, 'create') === 'true' };
}

/** Whether any object has the name is told: Kustomize refuses an entry that is about none. */
export function setReplicas(resources: readonly Resource[], entry: Tree, specs: readonly FieldSpec[]): boolean {
  const name = textAt(entry, 'name');
  const count = field(entry, 'count');
  let isFound = false;
  for (const spec of specs)
    for (const resource of resources) {
      if (!idsOf(resource).some((id) => id.name === name && isSelected(id, spec))) continue;
      isFound = true;
      visitFields(resource.tree, [spec], 'scalar', ({ replace }) => replace(countTree(count)));
    }
  return isFound;
}

function countTree(count: Tree | undefined): ScalarTree {
  const value = count?.kind === 'scalar' && typeof count.value === 'number' ? count.value : 0;
  return { kind: 'scalar', value, text: String(value), isQuoted: false, place: count?.place };
}

export function setAllImages(resources: readonly Resource[], entry: Tree, specs: readonly FieldSpec[]): void {
  setImages(
    resources.map(({ tree }) => tree),
    entry,
    specs,
  );
}

/** In the end annotations are written once more, as texts; where there are none left, nothing of them. */
export function rewriteAnnotations({ tree }: Resource): void {
  const metadata = field(tree, 'metadata');
  const annotations = field(metadata, 'annotations');
  if (metadata?.kind !== 'map' || annotations === undefined) return;
  if (entriesOf(annotations).length === 0) metadata.entries.delete('annotations');
  if (annotations.kind !== 'map') return;
  for (const [key, { keyPlace, value }] of entriesOf(annotations))
    annotations.entries.set(key, { keyPlace, value: stringOf(value, value.place) });
}

function stringOf(value: Tree, place: SourcePlace | undefined): Tree {
  return value.kind === 'scalar' && typeof value.value !== 'string' ? stringTree(value.text, place) : value;
}
