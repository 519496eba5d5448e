import { span } from '../../base/span.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { longestDocument } from '../../yaml/document.ts';
import { defineRule } from '../rule.ts';
import { looksLikeManifest } from './yamlSyntax.ts';

/** Upstream: apiserver `pkg/server/config.go`, `MaxRequestBodyBytes: int64(3 * 1024 * 1024)`. */
export const tooLarge = defineRule({
  meta: {
    id: 'too-large',
    severity: 'information',
    appliesTo: 'document',
    summary: 'A document of more than four million characters is not checked.',
    messages: {
      notChecked: {
        text: 'This document has {millions} million characters and is not checked.',
        detail: 'The API server accepts no object of more than 3 MiB.',
      },
    },
    references: [
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apiserver/pkg/server/config.go',
    ],
  },
  *check({ document }) {
    const { text, yaml } = document;
    if (text.length <= longestDocument || !looksLikeManifest(document)) return;
    const start = /^(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\r?\n)*/.exec(text)![0].length;
    const end = text.indexOf('\n', start);
    yield {
      message: 'notChecked',
      at: ManifestNode.root(yaml),
      on: span(start, Math.min(end < 0 ? text.length : end, start + 200)),
      data: { millions: Math.round(text.length / 1e5) / 10 },
    };
  },
});
