/**
 * Names that were changed are changed where they are used, too (`api/filters/nameref`, `api/resmap/reswrangler.go`). Which
 * object a name means is decided by the names that objects had, their kind, namespace, prefixes and suffixes.
 */
import { refused } from './buildError.ts';
import type { NameReference } from './defaultSpecs.ts';
import { type FieldSpec, type Found, visitFields } from './fieldSpecs.ts';
import { isSelected } from './gvk.ts';
import { isClusterScoped } from './mergeKeys.ts';
import { untagged } from './readTree.ts';
import { currentId, gvkOf, namespaceOf, originalId, type Resource } from './resource.ts';
import { field, inexact, isNull, itemsOf, type MapTree, put, textAt } from './tree.ts';

export function fixNameReferences(resources: readonly Resource[], references: readonly NameReference[]): void {
  const renamed = byPreviousName(resources);
  if (renamed.size === 0) return;
  const byKind = referencesByKind(references);
  for (const referrer of resources) {
    const original = originalId(referrer);
    for (const kind of [original.kind, ''])
      for (const { reference, spec } of byKind.get(kind) ?? [])
        if (isSelected(original, spec)) new ReferenceFixer(referrer, reference, spec, renamed).run();
  }
}

interface ReferenceField {
  readonly reference: NameReference;
  readonly spec: FieldSpec;
}

/** By the kind of the object that refers to another; what is about all kinds under an empty one. */
function referencesByKind(references: readonly NameReference[]): Map<string, ReferenceField[]> {
  const found = new Map<string, ReferenceField[]>();
  for (const reference of references)
    for (const spec of reference.fieldSpecs) {
      const kind = spec.kind ?? '';
      const known = found.get(kind);
      if (known) known.push({ reference, spec });
      else found.set(kind, [{ reference, spec }]);
    }
  return found;
}

function byPreviousName(resources: readonly Resource[]): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of resources)
    for (const name of new Set(resource.previous.map((id) => id.name))) {
      const known = found.get(name);
      if (known) known.push(resource);
      else found.set(name, [resource]);
    }
  return found;
}

class ReferenceFixer {
  readonly #referrer: Resource;
  readonly #target: NameReference;
  readonly #spec: FieldSpec;
  readonly #renamed: ReadonlyMap<string, readonly Resource[]>;

  constructor(
    referrer: Resource,
    target: NameReference,
    spec: FieldSpec,
    renamed: ReadonlyMap<string, readonly Resource[]>,
  ) {
    this.#referrer = referrer;
    this.#target = target;
    this.#spec = spec;
    this.#renamed = renamed;
  }

  run(): void {
    const { path } = this.#spec;
    visitFields(this.#referrer.tree, [{ path }], undefined, (found) => this.#fix(found));
  }

  #fix({ value, replace }: Found): void {
    if (isNull(value)) return;
    if (value.kind === 'map') this.#fixMap(value);
    else if (value.kind === 'list') {
      for (const [index, item] of value.items.entries())
        this.#fix({
          value: item,
          replace: (other) => {
            value.items[index] = other;
          },
        });
    } else {
      const meant = this.#choose(value.text, this.#candidates(value.text), false);
      const name = meant && currentId(meant).name;
      if (name !== undefined && name !== value.text) replace(untagged(name, value, inexact(value.place)));
    }
  }

  /** A mapping with a name, and perhaps a namespace. */
  #fixMap(map: MapTree): void {
    const name = field(map, 'name');
    if (name?.kind !== 'scalar') throw refused("path config error; no 'name' field in node", map.place);
    const namespace = field(map, 'namespace');
    const all = this.#candidates(name.text);
    const wanted = namespace && textAt(namespace);
    const inOriginal = wanted === undefined ? all : all.filter((one) => namespaceOf(originalId(one)) === wanted);
    const candidates = inOriginal.length > 0 ? inOriginal : all.filter((one) => namespaceOf(currentId(one)) === wanted);
    const meant = this.#choose(name.text, candidates, true);
    if (!meant) return;
    const id = currentId(meant);
    if (id.name !== name.text) put(map, 'name', untagged(id.name, name, inexact(name.place)));
    if (id.namespace === '' || id.namespace === wanted) return;
    const like = namespace?.kind === 'scalar' ? namespace : undefined;
    const place = inexact(like?.place ?? field(meant.tree, 'metadata', 'namespace')?.place);
    put(map, 'namespace', untagged(id.namespace, like, place));
  }

  /** Objects that had the name and that the referrer can see. */
  #candidates(name: string): readonly Resource[] {
    const candidates = this.#renamed.get(name) ?? [];
    const own = namespaceOf(currentId(this.#referrer));
    if (isEverywhere(this.#referrer)) return candidates;
    const bound = new Set(
      gvkOf(this.#referrer.tree).kind === 'RoleBinding'
        ? itemsOf(field(this.#referrer.tree, 'subjects'))
            .filter((subject) => textAt(subject, 'kind') === 'ServiceAccount')
            .map((subject) => textAt(subject, 'namespace'))
        : [],
    );
    return candidates.filter((candidate) => {
      const id = currentId(candidate);
      return isEverywhere(candidate) || namespaceOf(id) === own || bound.has(id.namespace);
    });
  }

  #choose(name: string, from: readonly Resource[], withNamespace: boolean): Resource | undefined {
    const referrer = currentId(this.#referrer);
    const isNamespaced = !isEverywhere(this.#referrer);
    let left = from.filter(
      ({ previous }) => previous.some((id) => id.name === name) && previous.some((id) => isSelected(id, this.#target)),
    );
    left = left.filter((one) => this.#isOfRole(one));
    left = left.filter(
      (one) =>
        !isNamespaced ||
        isEverywhere(one) ||
        gvkOf(one.tree).kind === 'ServiceAccount' ||
        namespaceOf(currentId(one)) === namespaceOf(referrer),
    );
    if (left.length === 1) return left[0];
    left = left.filter((one) => sameAffixes(one, this.#referrer, true));
    if (left.length > 1) left = left.filter((one) => sameAffixes(one, this.#referrer, false));
    const [first, ...others] = left;
    const identity = (one: Resource) => {
      const id = currentId(one);
      return withNamespace ? `${id.name} ${id.namespace}` : id.name;
    };
    if (first && others.some((one) => identity(one) !== identity(first)))
      throw refused(`found multiple possible referrals for ${name}`);
    return first;
  }

  /** A `roleRef` says of which kind it is. */
  #isOfRole(candidate: Resource): boolean {
    if (!this.#spec.path.endsWith('roleRef/name')) return true;
    const role = field(this.#referrer.tree, 'roleRef');
    const [group, kind] = [textAt(role, 'apiGroup'), textAt(role, 'kind')];
    if (group === '' || kind === '') return true;
    return candidate.previous.some((id) => isSelected(id, { group, kind }));
  }
}

function isEverywhere({ tree }: Resource): boolean {
  return isClusterScoped(gvkOf(tree));
}

function sameAffixes(a: Resource, b: Resource, allowEmpty: boolean): boolean {
  const isSame = (one: readonly string[], other: readonly string[]) =>
    (allowEmpty && (one.length === 0 || other.length === 0)) || endAlike(one, other);
  return isSame(a.prefixes, b.prefixes) && isSame(a.suffixes, b.suffixes);
}

/** Whether the shorter list is the end of the longer one; none is the end of none only. */
function endAlike(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 0) return longer.length === 0;
  return shorter.every((text, index) => text === longer[index + longer.length - shorter.length]);
}
