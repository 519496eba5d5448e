/** Fields as the API server reads them once they are decoded, for rules that follow its validation. */
import { defineMessages, type Message } from '../base/message.ts';
import { checkLabels, checkRequirement, type RequirementFault } from '../kubernetes/labelSelector.ts';
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

export const readingMessages = defineMessages('reading', {
  label: 'label {key} {complaint}',
  field: '{field} {complaint}',
  containerName: 'name of a container',
  metricName: 'name of a metric',
  portName: 'name of a port',
  serviceName: 'name of a Service',
  absolute: 'The path must be relative: it must not begin with /.',
  upwards: 'The path must not contain ..',
  twoDots: 'The path must not begin with two dots.',
});

export interface SelectorFault {
  readonly at: ManifestNode;
  /** As the API server names it. */
  readonly path: ManifestNode['path'];
  /** The field of a requirement or the label that is wrong, and why. */
  readonly fault: Message;
}

/** A fault of a requirement with the field in it. */
export function requirementFault({ field, complaint }: Pick<RequirementFault, 'field' | 'complaint'>): Message {
  return typeof complaint === 'string'
    ? readingMessages.field({ field, complaint: plainComplaint(complaint) })
    : complaint;
}

/** What is wrong with a selector. Upstream: `ValidateLabelSelector`. */
export function* selectorFaults(selector: ManifestNode): Generator<SelectorFault> {
  for (const item of selector.get('matchExpressions').items()) {
    const requirement = readRequirement(item);
    for (const { field, complaint, ...fault } of requirement ? checkRequirement(requirement) : []) {
      const index = 'index' in fault ? fault.index : undefined;
      const at = index === undefined ? item.get(field) : item.get(field).item(index);
      yield { at, path: at.path, fault: requirementFault({ field, complaint }) };
    }
  }
  const matchLabels = selector.get('matchLabels');
  for (const { key, complaint } of checkLabels(readLabels(matchLabels) ?? {})) {
    yield {
      at: matchLabels.get(key),
      path: matchLabels.path,
      fault: readingMessages.label({ key, complaint: plainComplaint(complaint) }),
    };
  }
}

/** What is wrong with a path inside of something. Upstream: `validateLocalDescendingPath`. */
export function localPathFault(path: string): Message | undefined {
  if (path.startsWith('/')) return readingMessages.absolute();
  return climbs(path) ? readingMessages.upwards() : undefined;
}

/** The same for what the kubelet writes, where names that begin with `..` are its own. Upstream: `ValidateLocalNonReservedPath`. */
export function writtenPathFault(path: string): Message | undefined {
  return localPathFault(path) ?? (/^\.\.(?!\/)/.test(path) ? readingMessages.twoDots() : undefined);
}

/** Whether a path leads upwards. Upstream: `validatePathNoBacksteps`. */
export function climbs(path: string): boolean {
  return path.split('/').includes('..');
}
