/** From a place in the text to the field that is written there. */
import { isAlias, isMap, isSeq, type Node } from 'yaml';
import { type Span, touches } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { ManifestObject } from '../manifest/object.ts';
import { nodeSpan } from '../yaml/document.ts';
import { keyText } from '../yaml/key.ts';

export interface NodeAtOffset {
  readonly object: ManifestObject;
  readonly node: ManifestNode;
  /** The key or the scalar at the offset, relative to the file. */
  readonly span: Span;
}

/** The innermost field whose key or scalar value touches `offset`, which is relative to the file. */
export function nodeAt(file: ManifestFile, offset: number): NodeAtOffset | undefined {
  for (const { offset: start, content } of file.documents) {
    if (offset < start || offset > start + content.text.length) continue;
    // Items of a List come after it and are further in.
    for (const object of content.objects.toReversed()) {
      const found = nodeBelow(object.root, offset - start);
      if (found !== undefined) {
        const { node, span } = found;
        return { object, node, span: { start: span.start + start, end: span.end + start } };
      }
    }
  }
  return undefined;
}

interface Found {
  readonly node: ManifestNode;
  readonly span: Span;
}

/** The same below a node; the offset and the span are relative to its document. */
export function nodeBelow(root: ManifestNode, offset: number): Found | undefined {
  let node = root;
  for (;;) {
    const { yaml } = node;
    if (isMap(yaml)) {
      // What an alias brings in is written elsewhere, so only pairs of this very mapping count.
      const pair = yaml.items.findLast(({ key, value }) => holds(key, offset) || holds(value, offset));
      if (pair === undefined) return undefined;
      const child = node.get(keyText(pair.key));
      if (holds(pair.key, offset)) return { node: child, span: nodeSpan(pair.key as Node) };
      if (isAlias(pair.value)) return { node: child, span: nodeSpan(pair.value) };
      node = child;
    } else if (isSeq(yaml)) {
      const index = yaml.items.findIndex((item) => holds(item, offset));
      if (index < 0) return undefined;
      const item = yaml.items[index];
      if (isAlias(item)) return { node: node.item(index), span: nodeSpan(item) };
      node = node.item(index);
    } else {
      return yaml === undefined || !touches(nodeSpan(yaml), offset) ? undefined : { node, span: nodeSpan(yaml) };
    }
  }
}

function holds(yaml: unknown, offset: number): boolean {
  const range = (yaml as Node | null | undefined)?.range;
  return range != null && range[0] <= offset && offset <= range[1];
}
