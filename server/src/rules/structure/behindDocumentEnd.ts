import { span } from '../../base/span.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { nodeSpan } from '../../yaml/document.ts';
import { defineRule } from '../rule.ts';

/**
 * kubectl cuts a file at `---` alone, and of each piece it decodes one document: what stands behind `...` is dropped.
 * Upstream: apimachinery `pkg/util/yaml/decoder.go`; go-yaml's `Unmarshal` reads the first document.
 */
export const behindDocumentEnd = defineRule({
  meta: {
    id: 'behind-document-end',
    severity: 'warning',
    appliesTo: 'document',
    summary: 'No object stands behind `...` without a `---` before it.',
    messages: {
      ignored: {
        text: 'kubectl ignores this object: nothing behind the line "..." is read until the next "---".',
        detail: 'It reports no error, and the object is not created.',
      },
      separate: 'Separate the objects by "---"',
    },
    references: [
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go',
    ],
  },
  *check({ document }) {
    const { yaml, text } = document;
    const root = ManifestNode.root(yaml);
    const end = endMarker(text, yaml.root ? nodeSpan(yaml.root).end : 0);
    const behind = end < 0 ? -1 : text.slice(end).search(/^(?:apiVersion|kind):/m);
    if (behind < 0) return;
    const fixes = () => [
      { title: 'separate', safe: false, edits: [{ span: span(end, end + 3), newText: '---' }] } as const,
    ];
    yield { message: 'ignored', at: root, on: span(end + behind, text.indexOf(':', end + behind)), fixes };
  },
});

/** Where the line `...` stands that ends the document; -1 where none does. */
function endMarker(text: string, from: number): number {
  const at = text.slice(from).search(/^\.\.\.(?=[ \t\r]*(?:#.*)?$)/m);
  return at < 0 ? -1 : from + at;
}
