/** JSON patches, RFC 6902, as `gopkg.in/evanphx/json-patch.v4` applies them to an object. */
import { type BuildError, refused } from './buildError.ts';
import { cloneTree, field, inexact, itemsOf, type MapTree, type Tree, textAt } from './tree.ts';

/** Changes the object. Throws a `BuildError` where an operation can't be done; then Kustomize builds nothing. */
export function applyJsonPatch(object: MapTree, patch: Tree): void {
  for (const operation of itemsOf(patch)) apply(object, operation);
}

function apply(object: MapTree, operation: Tree): void {
  const path = pointer(operation, 'path');
  switch (textAt(operation, 'op')) {
    case 'add':
      add(object, path, operationValue(operation), operation);
      break;
    case 'remove':
      remove(object, path, operation);
      break;
    case 'replace':
      replace(object, path, operationValue(operation), operation);
      break;
    case 'move': {
      const moved = remove(object, pointer(operation, 'from'), operation);
      add(object, path, moved, operation);
      break;
    }
    case 'copy':
      add(object, path, cloneTree(get(object, pointer(operation, 'from'), operation)), operation);
      break;
    case 'test': {
      const found = find(object, path);
      const wanted = field(operation, 'value');
      const isSame = isSameTree(found, wanted);
      if (!isSame) throw refusedOperation(operation, 'testing value failed');
      break;
    }
    default:
      throw refusedOperation(operation, 'unexpected kind of operation');
  }
}

function pointer(operation: Tree, name: string): string[] {
  const found = field(operation, name);
  if (found?.kind !== 'scalar' || typeof found.value !== 'string')
    throw refusedOperation(operation, `the operation has no ${name}`);
  const [first, ...steps] = found.value.split('/');
  if (first !== '') throw refusedOperation(operation, `${name} must begin with /`);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function operationValue(operation: Tree): Tree {
  const value = field(operation, 'value');
  return value
    ? cloneTree(value)
    : { kind: 'scalar', value: null, text: 'null', isQuoted: false, place: operation.place };
}

/** In the words of the library that Kustomize patches with. */
function refusedOperation(operation: Tree, reason: string): BuildError {
  const path = field(operation, 'path');
  return refused(`${textAt(operation, 'op')} operation does not apply: ${reason}`, path?.place ?? operation.place);
}

function find(object: Tree, path: readonly string[]): Tree | undefined {
  let found: Tree | undefined = object;
  for (const step of path) {
    if (found?.kind === 'map') found = found.entries.get(step)?.value;
    else if (found?.kind === 'list') found = found.items[indexOf(step, found.items.length)];
    else return undefined;
  }
  return found;
}

/** A negative index counts from the end. */
function indexOf(step: string, length: number): number {
  if (!/^-?\d+$/.test(step)) return Number.NaN;
  const index = Number(step);
  return index < 0 ? index + length : index;
}

function get(object: Tree, path: readonly string[], operation: Tree): Tree {
  const found = find(object, path);
  if (!found) throw refusedOperation(operation, `there is no ${path.join('/')}`);
  return found;
}

function parentOf(object: Tree, path: readonly string[], operation: Tree): { parent: Tree; last: string } {
  const last = path.at(-1);
  const parent = last === undefined ? undefined : find(object, path.slice(0, -1));
  if (last === undefined || parent === undefined || parent.kind === 'scalar')
    throw refusedOperation(operation, `there is no ${path.slice(0, -1).join('/')}`);
  return { parent, last };
}

function keyPlaceOf(operation: Tree) {
  return inexact(field(operation, 'path')?.place);
}

function add(object: Tree, path: readonly string[], value: Tree, operation: Tree): void {
  const { parent, last } = parentOf(object, path, operation);
  if (parent.kind === 'map') parent.entries.set(last, { keyPlace: keyPlaceOf(operation), value });
  else if (parent.kind === 'list') {
    if (last === '-') parent.items.push(value);
    else {
      const index = indexOf(last, parent.items.length + (last.startsWith('-') ? 1 : 0));
      if (!(index >= 0 && index <= parent.items.length)) throw refusedOperation(operation, `there is no item ${last}`);
      parent.items.splice(index, 0, value);
    }
  }
}

function remove(object: Tree, path: readonly string[], operation: Tree): Tree {
  const { parent, last } = parentOf(object, path, operation);
  const found = get(parent, [last], operation);
  if (parent.kind === 'map') parent.entries.delete(last);
  else if (parent.kind === 'list') parent.items.splice(indexOf(last, parent.items.length), 1);
  return found;
}

function replace(object: Tree, path: readonly string[], value: Tree, operation: Tree): void {
  const { parent, last } = parentOf(object, path, operation);
  // Against the standard a field may be missing.
  if (parent.kind === 'map')
    parent.entries.set(last, { keyPlace: parent.entries.get(last)?.keyPlace ?? keyPlaceOf(operation), value });
  else if (parent.kind === 'list') {
    get(parent, [last], operation);
    parent.items[indexOf(last, parent.items.length)] = value;
  }
}

function isSameTree(a: Tree | undefined, b: Tree | undefined): boolean {
  if (!a || !b || a.kind === 'scalar' || b.kind === 'scalar')
    return (a?.kind === 'scalar' ? a.value : a) === (b?.kind === 'scalar' ? b.value : b);
  if (a.kind === 'list')
    return (
      b.kind === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => isSameTree(item, b.items[index]))
    );
  return (
    b.kind === 'map' &&
    a.entries.size === b.entries.size &&
    [...a.entries].every(([key, { value }]) => isSameTree(value, b.entries.get(key)?.value))
  );
}
