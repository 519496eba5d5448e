import { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `goyaml.v2/decode.go`: "unknown anchor", "anchor value contains itself", "document contains excessive aliasing". */
export const yamlAlias = defineRule({
  meta: {
    id: 'yaml-alias',
    severity: 'error',
    appliesTo: 'document',
    summary: 'An alias that stands for nothing, for itself or for far too much.',
    messages: {
      unknownAnchor:
        'No anchor &{anchor} stands above this alias in the same document. Anchors don’t reach beyond a "---".',
      containsItself: 'The alias *{anchor} stands inside of what it stands for, so it has no end.',
      excessive:
        'With its aliases expanded, this document is so large that Kubernetes refuses to read it (excessive aliasing).',
    },
    references: ['https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/decode.go'],
  },
  *check({ document }) {
    if (document.objects.length === 0) return;
    const root = ManifestNode.root(document.yaml);
    for (const { kind, anchor, span } of document.yaml.aliasProblems)
      yield { message: kind, at: root, on: span, data: { anchor } };
  },
});
