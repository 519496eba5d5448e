/** Where a transformer of Kustomize changes objects: kinds and paths (`api/filters/fieldspec`). */
import { refused } from './buildError.ts';
import { type Gvk, isSelected } from './gvk.ts';
import { gvkOf } from './resource.ts';
import { isNull, type MapTree, mapTree, put, type Tree } from './tree.ts';

export interface FieldSpec extends Partial<Gvk> {
  /** Fields with `/` between; lists on the way stand for all of their items. */
  readonly path: string;
  /** Whether what is missing on the way is made. */
  readonly create?: boolean;
}

/** What stands at the end of a path: the mapping with the field, or the list with the item. */
export interface Found {
  readonly value: Tree;
  replace(value: Tree): void;
}

/** `kindAtEnd` is what is made where the last field is missing. */
export function visitFields(
  object: MapTree,
  specs: readonly FieldSpec[],
  kindAtEnd: 'scalar' | 'map' | undefined,
  visit: (found: Found) => void,
): void {
  const gvk = gvkOf(object);
  for (const spec of specs) {
    if (!isSelected(gvk, spec)) continue;
    const steps = splitPath(spec.path);
    walk({ value: object, replace: () => undefined }, steps, spec.create === true ? kindAtEnd : undefined, visit);
  }
}

/** `\/` stands for a slash inside of a field's name. */
export function splitPath(path: string): readonly string[] {
  let steps: readonly string[] | undefined = known.get(path);
  if (!steps) {
    const split = path.split(/(?<!\\)\//).map((step) => step.replaceAll('\\/', '/'));
    steps = split[0] === '' ? split.slice(1) : split;
    if (known.size < mostKnown) known.set(path, steps);
  }
  return steps;
}

/** The same paths are gone for every object. */
const known = new Map<string, readonly string[]>();
const mostKnown = 1000;

function walk(
  found: Found,
  steps: readonly string[],
  create: 'scalar' | 'map' | undefined,
  visit: (found: Found) => void,
): void {
  const [step, ...rest] = steps;
  if (step === undefined) {
    visit(found);
    return;
  }
  const { value: tree } = found;
  if (isNull(tree)) return;
  if (tree.kind === 'scalar') throw refused('expected sequence or mapping node', tree.place);
  if (tree.kind === 'list') {
    for (const [index, item] of tree.items.entries())
      walk(
        {
          value: item,
          replace: (value) => {
            tree.items[index] = value;
          },
        },
        steps,
        create,
        visit,
      );
    return;
  }
  const isOfList = step.endsWith('[]');
  const name = isOfList ? step.slice(0, -2) : step;
  let value = tree.entries.get(name)?.value;
  if (!isOfList && create !== undefined && isNull(value)) {
    const made: Tree =
      rest.length > 0 || create === 'map'
        ? mapTree()
        : { kind: 'scalar', value: null, text: '', isQuoted: false, place: undefined };
    put(tree, name, made);
    value = made;
  }
  if (value === undefined) return;
  walk({ value, replace: (other) => put(tree, name, other) }, rest, create, visit);
}
