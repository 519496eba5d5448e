/** Hints of a text while it is broken: those that it had, where they are now. */
import { lineStart } from '../../base/line.ts';
import { changeBetween } from '../../base/textChange.ts';
import type { InlayHint } from './inlayHints.ts';

/** The hints of `before` in `after`; those on text that is gone are gone with it. */
export function carriedOver(hints: readonly InlayHint[], before: string, after: string): InlayHint[] {
  const { start, removed, inserted } = changeBetween(before, after);
  const isOneLine = !inserted.includes('\n');
  return hints.flatMap((hint) => {
    const isBefore = hint.offset < start || (hint.offset === start && !isOneLine);
    if (!isBefore && hint.offset > start && hint.offset < start + removed) return [];
    const offset = isBefore ? hint.offset : hint.offset - Math.min(removed, hint.offset - start) + inserted.length;
    return after.slice(lineStart(after, offset), offset).trim() === '' ? [] : [{ ...hint, offset }];
  });
}
