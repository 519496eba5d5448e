/** `replacements` of a kustomization: values copied from one object into others (`api/filters/replacement`). */

import { notUnderstood, refused } from './buildError.ts';
import { isSelected } from './gvk.ts';
import { overlayNeeds as needs } from './messages.ts';
import { untagged } from './readTree.ts';
import { idsOf, namespaceOf, type Resource, type ResourceId } from './resource.ts';
import { matcher, matchesLabels } from './selectors.ts';
import {
  cloneTree,
  field,
  inexact,
  isNull,
  itemsOf,
  type MapTree,
  mapTree,
  put,
  type ScalarTree,
  stringTree,
  type Tree,
  textAt,
} from './tree.ts';

export function applyReplacements(resources: readonly Resource[], replacement: Tree, isIncomplete: boolean): void {
  const value = sourceValue(resources, replacement, isIncomplete);
  if (value === undefined) return;
  for (const target of itemsOf(field(replacement, 'targets'))) {
    const selector = field(target, 'select');
    if (!selector) throw refused('target must specify resources to select', target.place);
    const rejects = itemsOf(field(target, 'reject'));
    for (const resource of resources) {
      const ids = idsOf(resource);
      if (!matchesLabels(resource, selector) || !ids.some((id) => selects(selector, id))) continue;
      if (rejects.some((reject) => isRejected(resource, reject, ids))) continue;
      const paths = itemsOf(field(target, 'fieldPaths')).map((path) => textAt(path));
      for (const path of paths.length > 0 ? paths : ['metadata.name'])
        setAt(resource.tree, path, value, field(target, 'options'), target);
    }
  }
}

/** Undefined where the object is not in view. */
function sourceValue(resources: readonly Resource[], replacement: Tree, isIncomplete: boolean): Tree | undefined {
  const fixed = field(replacement, 'sourceValue');
  if (fixed) return untagged(textAt(fixed), undefined, fixed.place);
  const source = field(replacement, 'source');
  if (!source) throw refused('replacements must specify a source and at least one target', replacement.place);
  const wanted = ['group', 'version', 'kind'].map((name) => [name, textAt(source, name)] as const);
  const [name, namespace] = [textAt(source, 'name'), textAt(source, 'namespace')];
  const found = resources.filter((resource) =>
    idsOf(resource).some(
      (id) =>
        (name === '' || id.name === name) &&
        (namespace === '' || namespaceOf(id) === namespace) &&
        isSelected(id, Object.fromEntries(wanted)),
    ),
  );
  const [only, second] = found;
  if (!only && isIncomplete) throw notUnderstood(needs.replacedObject(), source.place);
  if (!only || second) throw refused(`${only ? 'multiple matches for' : 'nothing selected by'} selector`, source.place);
  const path = textAt(source, 'fieldPath') || 'metadata.name';
  const [value] = fieldsAt(only.tree, stepsOf(path), undefined);
  if (!value || isNull(value.tree))
    throw refused(`fieldPath \`${path}\` is missing for replacement source`, source.place);
  return refined(value.tree, field(source, 'options'));
}

function refined(value: Tree, options: Tree | undefined): Tree {
  const delimiter = textAt(options, 'delimiter');
  if (delimiter === '') return value;
  if (value.kind !== 'scalar') throw refused('delimiter option can only be used with scalar nodes', options?.place);
  const part = value.text.split(delimiter)[Number(textAt(options, 'index') || 0)];
  if (part === undefined) throw refused('options.index is out of bounds', options?.place);
  return untagged(part, value, inexact(value.place));
}

function selects(selector: Tree, id: ResourceId): boolean {
  const fits = (name: 'group' | 'version' | 'kind' | 'name', text: string) => matcher(textAt(selector, name))(text);
  return (
    fits('group', id.group) &&
    fits('version', id.version) &&
    fits('kind', id.kind) &&
    fits('name', id.name) &&
    matcher(textAt(selector, 'namespace'))(namespaceOf(id))
  );
}

function isRejected(resource: Resource, reject: Tree, ids: readonly ResourceId[]): boolean {
  const byLabels = textAt(reject, 'labelSelector') !== '' || textAt(reject, 'annotationSelector') !== '';
  if (byLabels && matchesLabels(resource, reject)) return true;
  const hasId = ['group', 'version', 'kind', 'name', 'namespace'].some((name) => textAt(reject, name) !== '');
  return hasId && ids.some((id) => selects(reject, id));
}

interface FoundField {
  readonly tree: Tree;
  replace(tree: Tree): void;
}

function setAt(object: MapTree, path: string, value: Tree, options: Tree | undefined, at: Tree): void {
  const create = textAt(options, 'create') === 'true';
  const found = fieldsAt(object, stepsOf(path), create ? value.kind : undefined);
  if (found.length === 0) throw refused(`unable to find field ${JSON.stringify(path)} in replacement target`, at.place);
  for (const { tree, replace } of found) replace(joined(tree, value, options));
}

/** Of a scalar only the text is replaced. */
function joined(into: Tree, value: Tree, options: Tree | undefined): Tree {
  const delimiter = textAt(options, 'delimiter');
  if (into.kind !== 'scalar' || value.kind !== 'scalar') {
    if (delimiter !== '') throw refused('delimiter option can only be used with scalar nodes', options?.place);
    return cloneTree(value);
  }
  if (delimiter === '') return withText(into, value.text, value);
  const parts = into.text.split(delimiter);
  const index = Number(textAt(options, 'index') || 0);
  if (index < 0) parts.unshift(value.text);
  else if (index >= parts.length) parts.push(value.text);
  else parts[index] = value.text;
  return withText(into, parts.join(delimiter), value);
}

function withText(like: ScalarTree, text: string, { place }: ScalarTree): ScalarTree {
  // A plain text stays one, and the other way round; a field that was made takes what the value is.
  if (like.value === null) return untagged(text, undefined, inexact(place));
  return typeof like.value === 'string' ? stringTree(text, inexact(place)) : untagged(text, like, inexact(place));
}

/** `spec.containers.[name=web].env.0`: `.` in brackets or behind `\` is a part of a name (kyaml `utils/pathsplitter.go`). */
function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let step = '';
  const finish = () => {
    if (step !== '') steps.push(step.replaceAll('\\.', '.'));
    step = '';
  };
  const lastBracket = path.lastIndexOf(']');
  for (let at = 0; at < path.length; at++) {
    if (path[at] === '.') finish();
    else if (path[at] === '[' && at < lastBracket) {
      finish();
      const end = path.indexOf(']', at);
      step = path.slice(at, end + 1);
      finish();
      at = end;
    } else if (path[at] === '\\') step += path.slice(at, ++at + 1);
    else step += path[at];
  }
  finish();
  return steps;
}

function fieldsAt(object: Tree, steps: readonly string[], create: Tree['kind'] | undefined): FoundField[] {
  return walk({ tree: object, replace: () => undefined }, steps, create);
}

function walk(found: FoundField, steps: readonly string[], create: Tree['kind'] | undefined): FoundField[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [found];
  const { tree } = found;
  if (tree.kind === 'map') {
    // A key in brackets may hold points.
    const key = /^\[[^=]*\]$/.test(step) ? step.slice(1, -1) : step;
    const value = tree.entries.get(key)?.value;
    const isMissing = value === undefined || isNull(value);
    if (isMissing && create === undefined) return value && rest.length === 0 ? [fieldOf(tree, key, value)] : [];
    if (!isMissing) return walk(fieldOf(tree, key, value), rest, create);
    const made: Tree =
      rest.length > 0 || create === 'map'
        ? mapTree()
        : { kind: 'scalar', value: null, text: '', isQuoted: false, place: undefined };
    put(tree, key, made);
    return walk(fieldOf(tree, key, made), rest, create);
  }
  if (tree.kind !== 'list') return [];
  const wanted = /^\[([^=]+)=(.*)\]$/.exec(step);
  return tree.items.flatMap((item, index) => {
    const fits = wanted
      ? (wanted[1] === '' ? textAt(item) : textAt(item, wanted[1]!)) === wanted[2]
      : step === '*' || step === String(index) || (step === '-' && index === tree.items.length - 1);
    if (!fits) return [];
    const replace = (other: Tree) => {
      tree.items[index] = other;
    };
    return walk({ tree: item, replace }, rest, create);
  });
}

function fieldOf(map: MapTree, key: string, value: Tree): FoundField {
  return { tree: value, replace: (other) => put(map, key, other) };
}
