/** `vars` of a kustomization: `$(NAME)` becomes the value of a field (`api/filters/refvar`, `api/internal/accumulator`). */

import { expand } from '../base/expansion.ts';
import { notUnderstood, refused } from './buildError.ts';
import { type FieldSpec, visitFields } from './fieldSpecs.ts';
import { overlayNeeds as needs } from './messages.ts';
import { untagged } from './readTree.ts';
import { idsOf, namespaceOf, type Resource } from './resource.ts';
import { field, inexact, isNull, itemsOf, put, type ScalarTree, stringTree, type Tree, textAt } from './tree.ts';

export interface Variable {
  readonly tree: Tree;
}

export function resolveVariables(
  resources: readonly Resource[],
  variables: readonly Variable[],
  specs: readonly FieldSpec[],
  isIncomplete: boolean,
): void {
  if (variables.length === 0) return;
  if (isIncomplete) throw notUnderstood(needs.vars());
  const values = new Map(variables.map(({ tree }) => [textAt(tree, 'name'), variableValue(tree, resources)]));
  for (const { tree } of resources)
    visitFields(tree, specs, undefined, ({ value, replace }) => {
      if (isNull(value)) return;
      if (value.kind === 'scalar') replace(expandScalar(value, values));
      else if (value.kind === 'list')
        value.items = value.items.map((item) => (item.kind === 'scalar' ? expandScalar(item, values) : item));
      else
        for (const [key, entry] of value.entries)
          if (entry.value.kind === 'scalar') put(value, key, expandScalar(entry.value, values));
    });
}

function variableValue(variable: Tree, resources: readonly Resource[]): ScalarTree {
  const reference = field(variable, 'objref');
  const [kind, name, namespace] = ['kind', 'name', 'namespace'].map((key) => textAt(reference, key));
  const { group, version } = groupVersionOf(reference);
  const found = resources.filter((resource) =>
    idsOf(resource).some(
      (id) =>
        id.kind === kind &&
        id.name === name &&
        id.group === group &&
        id.version === version &&
        (!namespace || namespaceOf(id) === namespace),
    ),
  );
  const [only, second] = found;
  if (!only || second) throw refused(`var ${textAt(variable, 'name')} cannot be mapped to a field`, variable.place);
  const path =
    textAt(variable, 'fieldref', 'fieldpath') || textAt(variable, 'fieldref', 'fieldPath') || 'metadata.name';
  const value = stepsOf(path).reduce<Tree | undefined>(
    (at, step) => (at?.kind === 'list' ? itemsOf(at)[Number(step)] : field(at, step)),
    only.tree,
  );
  if (value?.kind !== 'scalar')
    throw refused(`field specified in var ${textAt(variable, 'name')} not found`, variable.place);
  return value;
}

function groupVersionOf(reference: Tree | undefined): { group: string; version: string } {
  const apiVersion = textAt(reference, 'apiVersion');
  if (apiVersion === '') return { group: textAt(reference, 'group'), version: textAt(reference, 'version') };
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version };
}

/** `spec.ports[0].name` as steps. */
function stepsOf(path: string): string[] {
  return path.replace(/\[(\d+)\]/g, '.$1').split('.');
}

/** The value itself where nothing stands beside the variable, else a text with it. */
function expandScalar(scalar: ScalarTree, values: ReadonlyMap<string, ScalarTree>): ScalarTree {
  if (typeof scalar.value !== 'string' || !scalar.text.includes('$')) return scalar;
  const whole = /^\$\(([^)]*)\)$/.exec(scalar.text);
  const only = whole && values.get(whole[1]!);
  if (only) return { ...only, place: inexact(scalar.place) };
  const text = expand(scalar.text, (name) => values.get(name)?.text);
  return text === scalar.text
    ? scalar
    : scalar.isQuoted
      ? stringTree(text, inexact(scalar.place))
      : untagged(text, undefined, inexact(scalar.place));
}
