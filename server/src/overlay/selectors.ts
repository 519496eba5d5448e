/** Which objects patches and replacements are about (`api/types/selector.go`, `api/resmap/reswrangler.go`). */
import { RE2JS } from 're2js';
import { refused } from './buildError.ts';
import { currentId, gvkOf, namespaceOf, originalId, type Resource } from './resource.ts';
import { entriesOf, field, type Tree, textAt } from './tree.ts';

/** Throws a `BuildError` where an expression can't be read. */
export function select(resources: readonly Resource[], target: Tree): Resource[] {
  const wants = (name: string) => matcher(textAt(target, name), field(target, name));
  const [group, version, kind, name, namespace] = ['group', 'version', 'kind', 'name', 'namespace'].map(wants);
  return resources.filter((resource) => {
    const [current, original] = [currentId(resource), originalId(resource)];
    const gvk = gvkOf(resource.tree);
    return (
      (namespace!(namespaceOf(original)) || namespace!(namespaceOf(current))) &&
      (name!(original.name) || name!(current.name)) &&
      group!(gvk.group) &&
      version!(gvk.version) &&
      kind!(gvk.kind) &&
      matchesLabels(resource, target)
    );
  });
}

/** Whether an object has the labels and annotations that a selector wants. */
export function matchesLabels({ tree }: Resource, target: Tree): boolean {
  const written = (name: string) =>
    new Map(entriesOf(field(tree, 'metadata', name)).map(([key, { value }]) => [key, textAt(value)]));
  return (
    matchesSelector(textAt(target, 'labelSelector'), () => written('labels')) &&
    matchesSelector(textAt(target, 'annotationSelector'), () => written('annotations'))
  );
}

/** A regular expression that must match the whole; an empty one matches everything. */
export function matcher(pattern: string, at?: Tree): (text: string) => boolean {
  if (pattern === '') return () => true;
  // Most are names and nothing else.
  if (/^[\w-]+$/.test(pattern)) return (text) => text === pattern;
  try {
    const expression = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => expression.matches(text);
  } catch {
    throw refused(`error parsing regexp: ${pattern}`, at?.place);
  }
}

const requirement =
  /^\s*(?:(!)\s*([^\s!=,()]+)|([^\s!=,()]+)\s+(in|notin)\s*\(([^)]*)\)|([^\s!=,()]+)\s*(==|=|!=)(?:\s*([^\s,()]+))?|([^\s!=,()]+))\s*(?:,|$)/;

/** apimachinery `pkg/labels/selector.go`. */
function matchesSelector(selector: string, labelsOf: () => ReadonlyMap<string, string>): boolean {
  if (selector.trim() === '') return true;
  const labels = labelsOf();
  let rest = selector;
  while (rest !== '') {
    const match = requirement.exec(rest);
    if (!match) throw refused(`unable to parse requirement: ${selector}`);
    rest = rest.slice(match[0].length);
    const [, , absent, inKey, word, list, key, operator, value = '', present] = match;
    if (absent !== undefined && labels.has(absent)) return false;
    if (present !== undefined && !labels.has(present)) return false;
    if (inKey !== undefined) {
      const known = labels.get(inKey);
      const isIn = known !== undefined && list!.split(',').some((one) => one.trim() === known);
      if (isIn !== (word === 'in')) return false;
    }
    if (key !== undefined && (labels.get(key) === value) !== (operator !== '!=')) return false;
  }
  return true;
}
