import type { Span } from './span.ts';

/** Replaces the text of `span`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The edits by their places, as LSP asks for them: what is inserted where something else is removed stands before that.
 * Undefined where two of them overlap, which no editor applies.
 */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] | undefined {
  // Sorting keeps the order of insertions at one place.
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const overlaps = ordered.some(({ span }, index) => index > 0 && span.start < ordered[index - 1]!.span.end);
  return overlaps ? undefined : ordered;
}

/** Whether two edits overlap or touch: then what one makes of the text may not be what the other was made for. */
export function collide(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** The text after all edits. Throws where two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = inOrder(edits);
  if (!ordered) throw new Error('Edits overlap');
  let result = '';
  let end = 0;
  for (const edit of ordered) {
    result += text.slice(end, edit.span.start) + edit.newText;
    end = edit.span.end;
  }
  return result + text.slice(end);
}
