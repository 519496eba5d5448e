/**
 * What is wrong with a Service's own addresses and their families.
 * Upstream: `ValidateServiceClusterIPsRelatedFields` in `pkg/apis/core/validation/validation.go`, and what the API server
 * fills in before (`pkg/registry/core/service/storage/alloc.go`).
 */
import { isIpAddress, isIpv6Address } from '../../kubernetes/addresses.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { textOf } from '../reading.ts';
import type { RawFinding } from '../rule.ts';

export const clusterIpMessages = {
  clusterIp: 'clusterIP must be an IP address, empty, or None for a headless Service, not "{value}".',
  firstDiffers: 'The first of clusterIPs must be the same as clusterIP.',
  withoutClusterIp: 'clusterIPs needs clusterIP, with the first of them. Add it.',
  family: '"{value}" is not an IP family. Use IPv4 or IPv6.',
  sameFamily: '{value} is listed twice. Keep one.',
  policy: 'ipFamilyPolicy must not be empty. Remove it.',
  noneFirst: 'None must be the only value of clusterIPs.',
  tooMany: 'clusterIPs can have two values at most.',
  stacks: 'clusterIPs can have one address of each IP family.',
  otherFamily: 'ipFamilies expects an address of {family} here.',
} as const;

type Found = RawFinding<keyof typeof clusterIpMessages>;

export function* checkClusterIps(spec: ManifestNode, isStrict: boolean): Generator<Found> {
  const single = spec.get('clusterIP');
  const list = spec.get('clusterIPs');
  const own = textOf(single);
  if (own === undefined || list.unknown || (list.isSet && !list.isList)) return;
  const written = list.items();
  const texts = written.map((item) => textOf(item));
  if (texts.some((text) => text === undefined)) return;
  // Where only one of the two is written, the API server fills in the list.
  const values = (texts.length > 0 || own === '' ? texts : [own]) as string[];
  if (own !== '' && values[0] !== own) yield { message: 'firstDiffers', at: list, on: 'key' };
  if (own === '' && values.length > 0) yield { message: 'withoutClusterIp', at: list, on: 'key' };
  yield* checkFamilies(spec.get('ipFamilies'));
  const policy = spec.get('ipFamilyPolicy');
  if (policy.isSet && policy.string === '') yield { message: 'policy', at: policy };
  const faults = [...checkValues(values, written, single, list, isStrict)];
  yield* faults;
  if (values.length > 2) yield { message: 'tooMany', at: list, on: 'key' };
  if (faults.length > 0 || values[0] === 'None') return;
  if (values.length > 1 && !isDualStack(values)) yield { message: 'stacks', at: list, on: 'key' };
  for (const [index, family] of spec.get('ipFamilies').items().entries()) {
    const value = values[index];
    const expected = family.string;
    if (value === undefined || (expected !== 'IPv4' && expected !== 'IPv6')) continue;
    if ((expected === 'IPv6') !== isIpv6Address(value))
      yield {
        message: 'otherFamily',
        at: written[index] ?? single,
        path: [...list.path, index],
        data: { family: expected },
      };
  }
}

function* checkValues(
  values: readonly string[],
  written: readonly ManifestNode[],
  single: ManifestNode,
  list: ManifestNode,
  isStrict: boolean,
): Generator<Found> {
  for (const [index, value] of values.entries()) {
    const at = written[index] ?? single;
    if (index === 0 && value === 'None') {
      if (values.length > 1) yield { message: 'noneFirst', at, path: list.path };
    } else if (!isIpAddress(value, isStrict)) {
      yield { message: 'clusterIp', at, path: [...list.path, index], data: { value } };
    }
  }
}

function* checkFamilies(list: ManifestNode): Generator<Found> {
  const seen = new Set<string>();
  for (const item of list.items()) {
    const value = textOf(item);
    if (value === undefined) continue;
    if (value !== 'IPv4' && value !== 'IPv6') yield { message: 'family', at: item, data: { value } };
    if (seen.has(value)) yield { message: 'sameFamily', at: item, data: { value } };
    seen.add(value);
  }
}

/** Upstream: `IsDualStackIPStrings`: both families are there. */
function isDualStack(values: readonly string[]): boolean {
  return values.some(isIpv6Address) && values.some((value) => !isIpv6Address(value));
}
