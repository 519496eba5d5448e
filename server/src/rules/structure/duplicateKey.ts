import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { FieldPath } from '../../base/fieldPath.ts';
import type { Span } from '../../base/span.ts';
import { removePair } from '../../manifest/edit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { isTemplated, nodeSpan } from '../../yaml/document.ts';
import { isMergeKey, keyText } from '../../yaml/key.ts';
import { defineRule } from '../rule.ts';

/** Upstream: strict decoding reports `duplicate field`; sigs.k8s.io/yaml refuses `key "…" already set in map`. */
export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    severity: 'error',
    appliesTo: 'document',
    summary: 'A key that a mapping has twice.',
    messages: {
      duplicate: {
        text: '"{key}" is set twice in this mapping.',
        detail: 'The API server rejects that; other readers take the last one.',
      },
      first: 'The first one is here.',
      removeSame: 'Remove the second "{key}", which says the same',
      removeFirst: 'Remove the first "{key}"',
      removeSecond: 'Remove the second "{key}"',
    },
    references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  },
  *check({ document }) {
    if (document.objects.length === 0 || !document.yaml.root) return;
    const root = ManifestNode.root(document.yaml);
    const { text } = document;
    const { conditional } = document.yaml.templates;
    for (const { key, first, again, map, path } of duplicatesIn(document.yaml.root)) {
      if (conditional.some((block) => holds(block, first) !== holds(block, again))) continue;
      if (isTemplated(document.yaml, again.key as Node)) continue;
      const parent = root.at(path);
      // A mapping under a key that is itself set again can't be reached by its path: it has lost.
      const isReachable = parent.yaml === map;
      const isSame = textOf(text, first) === textOf(text, again);
      yield {
        message: 'duplicate',
        at: isReachable ? parent.get(key) : root,
        on: nodeSpan(again.key as Node),
        data: { key },
        related: [{ at: root, on: nodeSpan(first.key as Node), message: 'first' }],
        fixes: () => {
          if (!isReachable) return [];
          const second = removePair(parent, again);
          if (isSame) return [{ title: 'removeSame', safe: true, edits: second }];
          return [
            { title: 'removeFirst', safe: false, edits: removePair(parent, first) },
            { title: 'removeSecond', safe: false, edits: second },
          ];
        },
      };
    }
  },
});

/** Whether a pair is there under a condition only. */
function holds({ start, end }: Span, { key }: Pair): boolean {
  const place = nodeSpan(key as Node).start;
  return start <= place && place < end;
}

interface Duplicate {
  readonly key: string;
  readonly first: Pair;
  readonly again: Pair;
  readonly map: YAMLMap;
  /** Of the mapping. */
  readonly path: FieldPath;
}

function duplicatesIn(root: Node): Duplicate[] {
  const found: Duplicate[] = [];
  const path: (string | number)[] = [];
  const walk = (node: unknown) => {
    if (isMap(node)) {
      const seen = new Map<string, Pair>();
      for (const pair of node.items) {
        const key = keyText(pair.key);
        // A merge key may be there several times.
        if (isScalar(pair.key) && !isMergeKey(pair.key)) {
          const first = seen.get(key);
          if (first) found.push({ key, first, again: pair, map: node, path: [...path] });
          else seen.set(key, pair);
        }
        path.push(key);
        walk(pair.value);
        path.pop();
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        path.push(index);
        walk(item);
        path.pop();
      }
    }
  };
  walk(root);
  return found;
}

function textOf(text: string, { value }: Pair): string {
  const range = isNode(value) ? value.range : undefined;
  return range ? text.slice(range[0], range[1]) : '';
}
