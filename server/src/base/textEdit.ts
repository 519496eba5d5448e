import type { Span } from './span.ts';

/** Replaces the text of `span`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all edits, which must not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.order - b.order);
  let result = '';
  let end = 0;
  for (const edit of ordered) {
    result += text.slice(end, Math.max(end, edit.span.start)) + edit.newText;
    end = Math.max(end, edit.span.end);
  }
  return result + text.slice(end);
}
