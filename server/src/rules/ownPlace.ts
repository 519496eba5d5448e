/** Fixes of what stands in an anchor that other places share: they change their own place, and say what they leave alone. */
import { defineMessages } from '../base/message.ts';
import { inOrder } from '../base/textEdit.ts';
import type { DocumentContent } from '../manifest/file.ts';
import { sharedAnchor } from '../manifest/sharedAnchor.ts';
import type { Fix } from './finding.ts';

export const anchorMessages = defineMessages('anchor', {
  ownPlace: {
    one: '{title} (here only: &{name} keeps its value for {count} other place)',
    other: '{title} (here only: &{name} keeps its value for {count} other places)',
  },
  shared: {
    one: '{title} (in the anchor &{name}, so at {count} other place, too)',
    other: '{title} (in the anchor &{name}, so at {count} other places, too)',
  },
});

/** The fix itself where no other place shares what it changes; else first the one for its own place, then the one for all. */
export function inOwnPlace(content: DocumentContent, fix: Fix): Fix[] {
  const anchor = sharedAnchor(
    content,
    fix.edits.filter(({ inFile }) => inFile === undefined),
  );
  if (!anchor) return [fix];
  const said = { title: fix.title, name: anchor.name, count: anchor.count };
  const elsewhere = fix.edits.filter(({ inFile }) => inFile !== undefined);
  const edits = anchor.ownPlace && inOrder([...anchor.ownPlace, ...elsewhere]);
  const forAll = { ...fix, safe: false, title: anchorMessages.shared(said) };
  return edits ? [{ ...fix, title: anchorMessages.ownPlace(said), edits }, forAll] : [forAll];
}
