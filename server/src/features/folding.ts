/** What an editor can fold: documents, and every mapping and list that has lines of its own. */
import { isMap, isSeq } from 'yaml';
import { type Span, span } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { nodeSpan } from '../yaml/document.ts';

/** Spans from the line that stays to the last one that goes, relative to the file; some may be within one line. */
export function foldings({ documents }: ManifestFile): Span[] {
  const found: Span[] = [];
  for (const { offset, content } of documents) {
    const add = (start: number, end: number) => {
      const last = start + content.text.slice(start, end).trimEnd().length;
      found.push(span(start + offset, last + offset));
    };
    const visit = (node: unknown): void => {
      if (isSeq(node)) {
        for (const item of node.items) {
          if (isMap(item) || isSeq(item)) add(...ends(item));
          visit(item);
        }
      }
      if (!isMap(node)) return;
      for (const { key, value } of node.items) {
        if ((isMap(value) || isSeq(value)) && value.range && isScalarKey(key)) add(nodeSpan(key).start, value.range[1]);
        visit(value);
      }
    };
    if (content.yaml.root && documents.length > 1) add(...ends(content.yaml.root));
    visit(content.yaml.root);
  }
  return found;
}

type Ranged = Parameters<typeof nodeSpan>[0];

function ends(node: Ranged): [number, number] {
  const { start, end } = nodeSpan(node);
  return [start, end];
}

function isScalarKey(key: unknown): key is Ranged {
  return typeof key === 'object' && key !== null && 'range' in key;
}
