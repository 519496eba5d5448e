/**
 * Strategic merge patches as Kustomize applies them (kyaml `yaml/merge2`, `yaml/walk`), which differs from the API server
 * in places: items of a patch come first in a list, and only `$patch` is known of the directives.
 */
import { refused } from './buildError.ts';
import { type MergedType, typeOfField, typeOfKind } from './mergeKeys.ts';
import { gvkOf } from './resource.ts';
import { cloneTree, inexact, isNull, type ListTree, type MapTree, type Tree, textAt } from './tree.ts';

const directiveKey = '$patch';

/** The object with a patch merged into it; undefined where the patch deletes it. Changes `object`. */
export function mergePatch(object: MapTree, patch: MapTree): MapTree | undefined {
  const merged = merge(object, cloneTree(patch), typeOfKind(gvkOf(object)), undefined);
  return merged?.kind === 'map' ? merged : undefined;
}

/** `keys` are those by which the items of a list are merged; undefined where a list replaces another. */
function merge(
  into: Tree | undefined,
  patch: Tree | undefined,
  type: MergedType | undefined,
  keys: readonly string[] | undefined,
): Tree | undefined {
  const leading = isNull(into) ? patch : into;
  if (isNull(leading)) return mergeNothing(into, patch);
  const { kind } = leading!;
  for (const one of [into, patch])
    if (!isNull(one) && one!.kind !== kind) throw refused('a patch has another type of value', patch?.place);
  if (kind === 'map') return mergeMaps(into as MapTree | undefined, patch, type);
  if (kind === 'list') return keys ? mergeLists(into, patch, type, keys) : (patch ?? into);
  return patch ?? into;
}

/** Null that was written stays where the patch says nothing of it. */
function mergeNothing(into: Tree | undefined, patch: Tree | undefined): Tree | undefined {
  return patch === undefined && into?.kind === 'scalar' && into.text !== '' ? into : undefined;
}

function mergeMaps(into: MapTree | undefined, patch: Tree | undefined, type: MergedType | undefined) {
  if (patch !== undefined && isNull(patch)) return isNull(into) ? mergeNothing(into, patch) : undefined;
  const patched = patch as MapTree | undefined;
  const directive = patched && takeDirective(patched);
  if (directive === 'delete') return undefined;
  const target = isNull(into) || directive === 'replace' ? patched! : into!;
  const names = new Set([...target.entries.keys(), ...(patched?.entries.keys() ?? [])]);
  for (const name of [...names].sort()) {
    const entry = target.entries.get(name);
    const other = patched?.entries.get(name);
    const merged = merge(entry?.value, other?.value, typeOfField(type, name), type?.keys?.[name]);
    if (merged === undefined || isClearing(merged, entry?.value, other?.value)) target.entries.delete(name);
    else if (entry) {
      // Who replaces a value has written its key, too.
      const keyPlace = merged === other?.value ? other.keyPlace : (emptied(merged, other?.value) ?? entry.keyPlace);
      target.entries.set(name, { keyPlace, value: merged });
    } else target.entries.set(name, { keyPlace: other!.keyPlace, value: merged });
  }
  return target;
}

/** Where a patch takes the last field out of a mapping: what is wrong with an empty one is its doing. */
function emptied(merged: Tree, patch: Tree | undefined) {
  if (merged.kind !== 'map' || merged.entries.size > 0 || patch?.kind !== 'map') return undefined;
  const taken = [...patch.entries.values()].find(({ value }) => isNull(value));
  return inexact(taken?.value.place);
}

/** Null in a patch takes a field out. */
function isClearing(merged: Tree, into: Tree | undefined, patch: Tree | undefined): boolean {
  return merged.kind === 'scalar' && merged.value === null && !(patch === undefined && merged === into);
}

function takeDirective(patch: MapTree): 'delete' | 'replace' | 'merge' {
  const entry = patch.entries.get(directiveKey);
  if (!entry) return 'merge';
  const directive = textAt(entry.value);
  patch.entries.delete(directiveKey);
  if (directive === 'delete' || directive === 'replace' || directive === 'merge') return directive;
  throw refused(`unknown patch strategy '${directive}'`, entry.value.place);
}

/** An item that holds nothing but a directive is about the whole list. */
function takeListDirective(patch: ListTree): 'delete' | 'replace' | 'merge' {
  const item = patch.items.find((one) => one.kind === 'map' && one.entries.has(directiveKey));
  if (item?.kind !== 'map' || item.entries.size > 1) return 'merge';
  patch.items = patch.items.filter((one) => one !== item);
  return takeDirective(item);
}

function mergeLists(
  into: Tree | undefined,
  patch: Tree | undefined,
  type: MergedType | undefined,
  keys: readonly string[],
): Tree | undefined {
  if (patch !== undefined && isNull(patch)) return isNull(into) ? patch : undefined;
  const patched = patch as ListTree | undefined;
  let target = into as ListTree | undefined;
  if (isNull(target)) target = patched!;
  else if (patched) {
    const directive = takeListDirective(patched);
    if (directive === 'delete') return undefined;
    if (directive === 'replace') target = patched;
  }
  const list = target!;
  list.items = keys.length === 0 ? uniteTexts(patched?.items ?? [], list.items) : mergeItems(patched, list, type, keys);
  return list;
}

/** Texts of the patch come first. */
function uniteTexts(patch: readonly Tree[], into: readonly Tree[]): Tree[] {
  const known = new Map<string, Tree>();
  for (const item of [...patch, ...into]) if (!known.has(textAt(item))) known.set(textAt(item), item);
  return [...known.values()];
}

function mergeItems(
  patch: ListTree | undefined,
  into: ListTree,
  type: MergedType | undefined,
  keys: readonly string[],
): Tree[] {
  const written = [...(patch && patch !== into ? patch.items : []), ...into.items];
  for (const item of written)
    if (item.kind !== 'map' || keys.every((key) => textAt(item, key) === ''))
      throw refused(`an item of a list has none of the keys ${keys.join(', ')}`, item.place);
  const used = keys.filter((key) => written.some((item) => textAt(item, key) !== ''));
  const wanted = identities(written, used);
  const merged: { readonly identity: readonly string[]; readonly item: MapTree }[] = [];
  const gone = new Set<Tree>();
  for (const identity of wanted) {
    const own = find(into.items, used, identity);
    const other = patch && find(patch.items, used, identity);
    const result = merge(own, other, type, undefined);
    if (result?.kind !== 'map' || result.entries.size === 0) {
      if (own) gone.add(own);
      continue;
    }
    for (const [index, key] of used.entries())
      if (!result.entries.has(key) && identity[index] !== '') {
        const value = (other ?? own)!.place;
        result.entries.set(key, {
          keyPlace: inexact(value),
          value: {
            kind: 'scalar',
            value: identity[index]!,
            text: identity[index]!,
            isQuoted: false,
            place: inexact(value),
          },
        });
      }
    merged.push({ identity, item: result });
  }
  // By one key an item keeps the place that the patch gives it; by several, items that were there go behind new ones.
  const added = used.length > 1 ? merged.filter(({ item }) => !into.items.includes(item)) : merged;
  const items: Tree[] = added.map(({ item }) => item);
  for (const item of into.items) if (!gone.has(item) && !items.includes(item)) items.push(item);
  return items;
}

/** What items are told apart by; where one leaves a key out that another one writes, the two are the same. */
function identities(items: readonly Tree[], keys: readonly string[]): string[][] {
  const found: string[][] = [];
  for (const item of items) {
    const values = keys.map((key) => textAt(item, key));
    if (!found.some((known) => known.every((value, index) => value === values[index]))) found.push(values);
  }
  if (keys.length < 2) return found;
  for (const [i, one] of found.entries())
    for (const [j, other] of found.entries()) {
      const common = commonValues(one, other);
      if (common) {
        found[i] = common;
        found[j] = common;
      }
    }
  return found.filter((one, index) => found.findIndex((other) => other.join('\0') === one.join('\0')) === index);
}

function commonValues(one: readonly string[], other: readonly string[]): string[] | undefined {
  if (!one.some((value, index) => value === other[index])) return undefined;
  if (one.some((value, index) => value !== other[index] && value !== '' && other[index] !== '')) return undefined;
  return one.map((value, index) => value || other[index]!);
}

function find(items: readonly Tree[], keys: readonly string[], identity: readonly string[]): MapTree | undefined {
  const matches = (item: Tree) =>
    keys.every((key, index) => identity[index] === '' || textAt(item, key) === identity[index]);
  const exact = items.find(matches);
  return exact?.kind === 'map' ? exact : undefined;
}
