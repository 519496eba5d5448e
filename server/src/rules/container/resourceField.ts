/**
 * What is wrong with a reference to the resources of a container.
 * Upstream: `validateContainerResourceFieldSelector`, `validateContainerResourceDivisor`.
 */
import { allOf, anyOf } from '../../base/message.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { RawFinding } from '../rule.ts';

export const resourceFieldMessages = {
  missing: '{field} is required here.',
  resource: { text: '"{value}" is not a resource that a file can hold.', detail: 'It can hold {allowed}.' },
  divisor: 'divisor must be {allowed} here, not {value}.',
} as const;

type Found = RawFinding<keyof typeof resourceFieldMessages>;

const resources = ['limits', 'requests'].flatMap((kind) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${kind}.${name}`),
);

export function* checkResourceName(node: ManifestNode): Generator<Found> {
  const value = node.isSet ? node.string : '';
  if (value === '') yield { message: 'missing', at: node, data: { field: 'resource' } };
  else if (value !== undefined && !resources.includes(value) && !/^(requests|limits)\.hugepages-/.test(value))
    yield { message: 'resource', at: node, data: { value, allowed: allOf(resources) } };
}

export function* checkDivisor(source: ManifestNode): Generator<Found> {
  const node = source.get('divisor');
  const resource = source.get('resource').string ?? '';
  const { value } = node;
  const parsed = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined;
  if (!parsed || !('value' in parsed) || parsed.value === 0) return;
  const divisor = parsed.value;
  const isCpu = /^(limits|requests)\.cpu$/.test(resource);
  const isBytes = /^(limits|requests)\.(memory|ephemeral-storage|hugepages-.*)$/.test(resource);
  const units = isCpu ? [1, 0.001] : [1, ...[1, 2, 3, 4, 5, 6].flatMap((power) => [1000 ** power, 1024 ** power])];
  if ((isCpu || isBytes) && !units.includes(divisor))
    yield {
      message: 'divisor',
      at: node,
      data: { value: String(value), allowed: anyOf(isCpu ? ['1', '1m'] : ['1', '1k', '1Ki', '1M', '1Mi', '…']) },
    };
}
