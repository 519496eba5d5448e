import { checkQualifiedName } from '../../kubernetes/names.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

const standard = ['cpu', 'memory', 'ephemeral-storage'];

/** Upstream: `ValidateContainerResourceRequirements`. */
export const invalidResources = defineRule({
  meta: {
    id: 'invalid-resources',
    severity: 'error',
    appliesTo: 'container',
    summary: 'Requests and limits name known resources, are not negative, and requests don’t exceed limits.',
    messages: {
      negative: '{name} is {value}, but must not be negative.',
      name: '"{name}" is no resource of a container. There are cpu, memory, ephemeral-storage, hugepages-… and extended resources such as example.com/gpu.',
      exceeds:
        'The request for {name} ({request}) is more than its limit ({limit}). Lower the request, or raise the limit.',
      unequal: '{name} can’t be overcommitted, so its request ({request}) and limit ({limit}) must be equal.',
      needsLimit: '{name} can’t be overcommitted, so it needs a limit equal to its request.',
      whole: '{name} comes in whole units only; {value} would be rejected.',
      hugePages: 'Huge pages need a request or limit of cpu or memory beside them.',
      limit: 'The limit is {limit}',
      lower: 'Lower the request to {limit}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container }) {
    const resources = container.node.get('resources');
    if (!resources.isMap) return;
    const limits = resources.get('limits');
    const requests = resources.get('requests');
    const names = new Set<string>();
    for (const { key: name, node } of [...limits.fields(), ...requests.fields()]) {
      names.add(name);
      if (node.unknown) continue;
      if (!isResourceName(name)) yield { message: 'name', at: node, on: 'key', data: { name } };
      const value = quantityOf(node);
      if (value === undefined) continue;
      if (value < 0) yield { message: 'negative', at: node, data: { name, value: String(node.value) } };
      else if (isExtended(name) && !Number.isInteger(value))
        yield { message: 'whole', at: node, data: { name, value: String(node.value) } };
    }
    for (const { key: name, node } of requests.fields()) {
      const limitNode = limits.get(name);
      const request = quantityOf(node);
      const limit = quantityOf(limitNode);
      const overcommits = !isExtended(name) && !name.startsWith('hugepages-');
      if (limitNode.unknown || request === undefined) continue;
      if (!limitNode.present) {
        if (!overcommits) yield { message: 'needsLimit', at: node, on: 'key', path: limits.path, data: { name } };
      } else if (limit !== undefined && (overcommits ? request > limit : request !== limit)) {
        const data = {
          name,
          request: String(node.value),
          limit: limitNode.isSet ? String(limitNode.value) : 'empty, which is 0',
        };
        yield {
          message: overcommits ? 'exceeds' : 'unequal',
          at: node,
          path: requests.path,
          data,
          related: [{ at: limitNode, message: 'limit' }],
          fixes: () =>
            limitNode.isSet
              ? [
                  {
                    title: 'lower',
                    safe: false,
                    edits: replaceValue(node, node.document.text.slice(limitNode.span.start, limitNode.span.end)),
                  },
                ]
              : [],
        };
      }
    }
    const hasHugePages = [...names].some((name) => name.startsWith('hugepages-'));
    if (hasHugePages && !names.has('cpu') && !names.has('memory') && !limits.partial && !requests.partial)
      yield { message: 'hugePages', at: resources, on: 'key' };
  },
});

function isResourceName(name: string): boolean {
  if (checkQualifiedName(name).length > 0) return false;
  if (!name.includes('/')) return standard.includes(name) || name.startsWith('hugepages-');
  return (
    name.includes('kubernetes.io/') ||
    (!name.startsWith('requests.') && checkQualifiedName(`requests.${name}`).length === 0)
  );
}

function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

function quantityOf(node: ManifestNode): number | undefined {
  const { value } = node;
  // An amount that is written as nothing is read as 0.
  if (value === null) return 0;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const parsed = parseQuantity(value);
  return 'value' in parsed ? parsed.value : undefined;
}
