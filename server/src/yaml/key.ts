/** Keys of mappings, as Kubernetes reads them. */

import { Alias, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml';
import { onceFor } from '../base/onceFor.ts';
import { keyOfValue, resolvePlainKey, type ScalarValue } from './scalar.ts';

/** An alias that knows the node it stands for, so that it can be a key. */
export class BoundAlias extends Alias {
  readonly target: Node;

  constructor(source: string, target: Node) {
    super(source);
    this.target = target;
  }
}

/** The key that a scalar is; undefined where Kubernetes takes it for none, as null. */
export function keyName(scalar: Scalar): string | undefined {
  if (typeof scalar.value === 'string') return scalar.value;
  const isWritten = scalar.tag === undefined || scalar.tag === 'tag:yaml.org,2002:int';
  if (isWritten && scalar.source !== undefined) return resolvePlainKey(scalar.source);
  return keyOfValue(scalar.value as ScalarValue);
}

/** The text of a mapping key. */
export function keyText(key: unknown): string {
  if (key instanceof BoundAlias) return keyText(key.target);
  return isScalar(key) ? (keyName(key) ?? key.source ?? String(key.value)) : '';
}

const mergeTag = 'tag:yaml.org,2002:merge';

/** Whether a key brings in the fields of another mapping: `<<`, unless it is quoted. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.source !== '<<') return false;
  if (key.tag === undefined) return key.type === Scalar.PLAIN;
  return key.tag === '!' || key.tag === mergeTag;
}

/** The pair of a mapping that has this key; the last one wins, as in Kubernetes' decoder. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  if (map.items.length <= largeMap) return map.items.findLast((pair) => keyText(pair.key) === key);
  let pairs = pairsByKey.get(map);
  if (!pairs) {
    pairs = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    pairsByKey.set(map, pairs);
  }
  return pairs.get(key);
}

/** Beyond this many pairs an index is worth its making. */
const largeMap = 40;
const pairsByKey = new WeakMap<YAMLMap, Map<string, Pair>>();

/** What the merge keys of a mapping bring in, each mapping with the pair of its key; what comes later wins over what is before it. */
export const mergedInto = onceFor((map: YAMLMap): readonly { readonly pair: Pair; readonly source: Node }[] =>
  map.items
    .filter(({ key }) => isMergeKey(key))
    .flatMap((pair) => {
      const { value } = pair;
      // Of a list the first mapping wins.
      const sources = isSeq(value) ? value.items.toReversed() : [value];
      return sources.map((source) => ({ pair, source: source as Node }));
    }),
);
