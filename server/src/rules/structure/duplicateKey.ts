import { isMap, isScalar, type Node, visit } from 'yaml';
import { ManifestNode } from '../../manifest/node.ts';
import { isMergeKey, keyText, nodeSpan } from '../../yaml/document.ts';
import { defineRule } from '../rule.ts';

/** Upstream: strict decoding reports `duplicate field`; sigs.k8s.io/yaml refuses `key "…" already set in map`. */
export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    severity: 'error',
    appliesTo: 'document',
    summary: 'A key that a mapping has twice.',
    messages: {
      duplicate: '"{key}" is set twice in this mapping. The API server rejects that; elsewhere the last one wins.',
      first: 'It was set here first.',
    },
    references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  },
  *check({ document }) {
    if (document.objects.length === 0 || !document.yaml.root) return;
    const root = ManifestNode.root(document.yaml);
    for (const { key, first, again } of duplicatesIn(document.yaml.root)) {
      const at = nodeAt(root, again) ?? root;
      const firstNode = { at, message: 'first' } as const;
      yield {
        message: 'duplicate',
        at,
        on: nodeSpan(again),
        data: { key },
        related: [{ ...firstNode, on: nodeSpan(first) }],
      };
    }
  },
});

function* duplicatesIn(root: Node): Generator<{ key: string; first: Node; again: Node }> {
  const found: { key: string; first: Node; again: Node }[] = [];
  visit(root, {
    Map(_, map) {
      const seen = new Map<string, Node>();
      for (const { key } of map.items) {
        // A merge key may be there several times.
        if (!isScalar(key) || isMergeKey(key)) continue;
        const text = keyText(key);
        const first = seen.get(text);
        if (first) found.push({ key: text, first, again: key });
        else seen.set(text, key);
      }
    },
  });
  yield* found;
}

/** The field whose key is this node. */
function nodeAt(node: ManifestNode, key: Node): ManifestNode | undefined {
  const { start } = nodeSpan(key);
  for (const child of [...node.fields().map((field) => field.node), ...node.items()]) {
    if (child.pair?.key === key) return child;
    const { extent } = child;
    if (extent.start <= start && start < extent.end && !isScalar(child.yaml)) {
      const found = nodeAt(child, key);
      if (found) return found;
    }
  }
  return isMap(node.yaml) ? node : undefined;
}
