/** Fields as the API server reads them once they are decoded, for rules that follow its validation. */
import { checkLabels, checkRequirement } from '../kubernetes/labelSelector.ts';
import { readLabels, readRequirement } from '../manifest/labels.ts';
import type { ManifestNode } from '../manifest/node.ts';
import { plainComplaint } from './complaint.ts';

/** The text of a field, empty where nothing is written; undefined where it isn't known, or no text. */
export function textOf(node: ManifestNode): string | undefined {
  if (node.isSet) return node.string;
  return node.unknown || node.partial ? undefined : '';
}

/** The items of a list that are objects, those that are written as nothing among them. */
export function objectsIn(list: ManifestNode): ManifestNode[] {
  return list.items().filter((item) => !item.unknown && item.readsAsMap);
}

export interface SelectorFault {
  readonly at: ManifestNode;
  /** As the API server names it. */
  readonly path: ManifestNode['path'];
  readonly complaint: string;
}

/** What is wrong with a selector. Upstream: `ValidateLabelSelector`. */
export function* selectorFaults(selector: ManifestNode): Generator<SelectorFault> {
  for (const item of selector.get('matchExpressions').items()) {
    const requirement = readRequirement(item);
    for (const { field, complaint, ...fault } of requirement ? checkRequirement(requirement) : []) {
      const index = 'index' in fault ? fault.index : undefined;
      const at = index === undefined ? item.get(field) : item.get(field).item(index);
      yield { at, path: at.path, complaint: `${field} ${plainComplaint(complaint)}` };
    }
  }
  const matchLabels = selector.get('matchLabels');
  for (const { key, complaint } of checkLabels(readLabels(matchLabels) ?? {})) {
    yield { at: matchLabels.get(key), path: matchLabels.path, complaint: `label ${key} ${plainComplaint(complaint)}` };
  }
}

/** What is wrong with a path inside of something. Upstream: `validateLocalDescendingPath`. */
export function localPathFault(path: string): string | undefined {
  if (path.startsWith('/')) return 'must be relative, so it can’t begin with /';
  return climbs(path) ? 'must not go upwards (..)' : undefined;
}

/** The same for what the kubelet writes, where names that begin with `..` are its own. Upstream: `ValidateLocalNonReservedPath`. */
export function writtenPathFault(path: string): string | undefined {
  return localPathFault(path) ?? (/^\.\.(?!\/)/.test(path) ? 'must not begin with two dots' : undefined);
}

/** Whether a path leads upwards. Upstream: `validatePathNoBacksteps`. */
export function climbs(path: string): boolean {
  return path.split('/').includes('..');
}
