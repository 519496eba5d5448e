import { replaceValue } from '../../manifest/edit.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { suggest } from '../../schema/suggest.ts';

const policies = ['Always', 'OnFailure', 'Never'];

export function isPolicy(value: string): boolean {
  return policies.includes(value);
}

/** A restart policy that there is not, and the nearest that there is: whether it is rejected or dropped, rules tell. */
export function* unknownPolicy(node: ManifestNode) {
  const value = node.string;
  if (value === undefined || isPolicy(value)) return;
  const policy = suggest(value, policies);
  yield {
    message: 'unknown' as const,
    at: node,
    data: { value },
    fixes: () =>
      policy ? [{ title: 'use' as const, data: { policy }, safe: false, edits: replaceValue(node, policy) }] : [],
  };
}
