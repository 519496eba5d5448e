/** What an edit did to a text, as if it had been a single one. */
export interface TextChange {
  /** Where the texts begin to differ. */
  readonly start: number;
  readonly inserted: string;
  /** Code units that went. */
  readonly removed: number;
  /** Where the inserted text ends: there the cursor is. */
  readonly end: number;
}

export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  // Equal blocks are skipped: comparing them as strings is much faster than unit by unit.
  while (start + block <= shorter && before.slice(start, start + block) === after.slice(start, start + block))
    start += block;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const most = shorter - start;
  const fromEnd = (text: string, same: number) => text.slice(text.length - same - block, text.length - same);
  let same = 0;
  while (same + block <= most && fromEnd(before, same) === fromEnd(after, same)) same += block;
  while (same < most && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same++;
  const end = after.length - same;
  return { start, inserted: after.slice(start, end), removed: before.length - same - start, end };
}

/** Code units. */
const block = 4096;
