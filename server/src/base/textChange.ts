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
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const end = after.length - same;
  return { start, inserted: after.slice(start, end), removed: before.length - same - start, end };
}
