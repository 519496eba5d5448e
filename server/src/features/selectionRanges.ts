/** What “expand selection” takes in, step by step: the word, the field, the mapping or list around it, up to the document. */
import { isMap, isSeq, type Node } from 'yaml';
import { encloses, type Span, shift, span, touches } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import { nodeSpan } from '../yaml/document.ts';

/** From the innermost to the outermost; each lies in the next one. Relative to the file. */
export function selectionRanges({ documents }: ManifestFile, offset: number): Span[] {
  const document = documents.findLast((candidate) => candidate.offset <= offset);
  if (!document) return [];
  const { content } = document;
  const spans: Span[] = [span(0, content.text.length)];
  const enter = (node: unknown): void => {
    const inside = offset - document.offset;
    const own = (node as Node | null)?.range ? trimmed(content.text, nodeSpan(node as Node)) : undefined;
    if (!own || !touches(own, inside)) return;
    spans.push(own);
    if (isSeq(node)) for (const item of node.items) enter(item);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const start = nodeSpan(key as Node).start;
      const field = trimmed(content.text, span(start, (value as Node | null)?.range?.[1] ?? nodeSpan(key as Node).end));
      if (!touches(field, inside)) continue;
      spans.push(field);
      enter(key);
      enter(value);
    }
  };
  enter(content.yaml.root);
  return spans
    .reverse()
    .filter((each, index, all) => index === 0 || (encloses(each, all[index - 1]!) && !isSame(each, all[index - 1]!)))
    .map((each) => shift(each, document.offset));
}

function trimmed(text: string, { start, end }: Span): Span {
  return span(start, start + text.slice(start, end).trimEnd().length);
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
