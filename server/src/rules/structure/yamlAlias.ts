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
      unknownAnchor: {
        text: 'The alias *{anchor} has no anchor &{anchor} above it in this document.',
        detail: 'An anchor is not known beyond a "---".',
      },
      containsItself: 'The alias *{anchor} is inside its own anchor, so it has no end.',
      excessive: {
        text: 'Kubernetes does not read this document: with its aliases expanded it is too large.',
        detail: 'It says: excessive aliasing.',
      },
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
