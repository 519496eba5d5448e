/**
 * What Kustomize works on: objects as trees in which every scalar and every key knows the text that wrote it. A build
 * changes trees in place, so each begins with copies of what was read.
 */
import type { Mark, SourcePlace } from '../traced/tracedText.ts';
import type { YamlView } from '../traced/yamlWriter.ts';

export type Tree = ScalarTree | MapTree | ListTree;

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Without quotes, e.g. `8080`, whatever `value` it means. */
  readonly text: string;
  /** Text in quotes or a block is a string, and stays one when another text is put there. */
  readonly isQuoted: boolean;
  readonly place: SourcePlace | undefined;
}

export interface Entry {
  readonly keyPlace: SourcePlace | undefined;
  value: Tree;
}

export interface MapTree {
  readonly kind: 'map';
  readonly entries: Map<string, Entry>;
  readonly place: SourcePlace | undefined;
}

export interface ListTree {
  readonly kind: 'list';
  items: Tree[];
  readonly place: SourcePlace | undefined;
}

export function mapTree(place?: SourcePlace): MapTree {
  return { kind: 'map', entries: new Map(), place };
}

export function stringTree(text: string, place?: SourcePlace): ScalarTree {
  return { kind: 'scalar', value: text, text, isQuoted: true, place };
}

export function cloneTree<T extends Tree>(tree: T): T;
export function cloneTree(tree: Tree): Tree {
  if (tree.kind === 'scalar') return tree;
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => cloneTree(item)) };
  const entries = new Map<string, Entry>();
  for (const [key, { keyPlace, value }] of tree.entries) entries.set(key, { keyPlace, value: cloneTree(value) });
  return { ...tree, entries };
}

export function isNull(tree: Tree | undefined): boolean {
  return tree === undefined || (tree.kind === 'scalar' && tree.value === null);
}

/** What stands below a field of a mapping; undefined where there is none. */
export function field(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  let found = tree;
  for (const step of path) found = found?.kind === 'map' ? found.entries.get(step)?.value : undefined;
  return found;
}

/** The text of a scalar, empty where there is none. */
export function textAt(tree: Tree | undefined, ...path: readonly string[]): string {
  const found = field(tree, ...path);
  return found?.kind === 'scalar' && found.value !== null ? found.text : '';
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

export function entriesOf(tree: Tree | undefined): readonly (readonly [string, Entry])[] {
  return tree?.kind === 'map' ? [...tree.entries] : [];
}

/** Puts a value under a key; a key that is there already keeps its place. */
export function put(map: MapTree, key: string, value: Tree, keyPlace?: SourcePlace): void {
  const known = map.entries.get(key);
  if (known) known.value = value;
  else map.entries.set(key, { keyPlace: keyPlace ?? inexact(value.place), value });
}

/** The mapping under a key, made if need be. */
export function mapUnder(map: MapTree, key: string, place?: SourcePlace): MapTree {
  const known = map.entries.get(key)?.value;
  if (known?.kind === 'map') return known;
  const made = mapTree(place);
  put(map, key, made, inexact(place));
  return made;
}

/** The place of something that does not stand there as it is. */
export function inexact(place: SourcePlace | undefined): SourcePlace | undefined {
  return place?.isLiteral ? { ...place, isLiteral: false } : place;
}

/** Where a tree is written: itself, else its first part that is. */
export function placeOf(tree: Tree): SourcePlace | undefined {
  if (tree.place || tree.kind === 'scalar') return tree.place;
  const parts = tree.kind === 'list' ? tree.items : [...tree.entries.values()];
  for (const part of parts) {
    const place = 'value' in part && 'keyPlace' in part ? (part.keyPlace ?? placeOf(part.value)) : placeOf(part);
    if (place) return inexact(place);
  }
  return undefined;
}

const markOf = (place: SourcePlace | undefined): Mark => ({ place, origins: [] });

/** For the writer of YAML. */
export function viewOf(tree: Tree): YamlView<Tree> {
  const mark = markOf(placeOf(tree));
  if (tree.kind === 'list')
    return { type: 'list', mark, items: tree.items.map((value) => ({ mark: markOf(placeOf(value)), value })) };
  if (tree.kind === 'map')
    return {
      type: 'map',
      mark,
      entries: [...tree.entries].map(([key, { keyPlace, value }]) => ({
        key,
        mark: markOf(keyPlace ?? placeOf(value)),
        value,
      })),
    };
  const { value } = tree;
  if (typeof value === 'string') return { type: 'text', mark, text: value };
  if (typeof value === 'number') return { type: 'number', mark, value };
  return { type: 'word', mark, text: String(value) };
}
