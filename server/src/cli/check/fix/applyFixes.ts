/** Applies fixes until none is left; what they make of files is kept beside the disk. */
import { resolve } from 'node:path';
import { applyEdits, type TextEdit } from '../../../base/textEdit.ts';
import type { Inspected, Inspection } from '../inspection.ts';
import { chooseFixes, type FixKind } from './chooseFixes.ts';

/** A fix may show the next mistake; fixes that show each other for so long would go on without an end. */
const mostRounds = 10;

export interface FixedFile {
  readonly name: string;
  readonly path: string | undefined;
  readonly before: string;
  readonly after: string;
}

export interface Fixed {
  /** What is left. */
  readonly inspected: Inspected;
  /** How many fixes were applied. */
  readonly count: number;
  /** Files that are other than before, by name. */
  readonly files: readonly FixedFile[];
}

/** `inspect` gives the findings that may be fixed. */
export async function applyFixes(
  inspection: Inspection,
  inspect: () => Promise<Inspected>,
  kind: FixKind,
  cwd: string,
): Promise<Fixed> {
  const files = new Map<string, FixedFile>();
  let inspected = await inspect();
  let count = 0;
  for (let round = 0; round < mostRounds; round++) {
    const chosen = chooseFixes(inspected.files, kind);
    if (chosen.count === 0) break;
    count += chosen.count;
    for (const [name, edits] of chosen.edits) {
      const text = inspected.texts.get(name)!;
      const known = inspected.files.find((file) => file.name === name);
      const path = known ? known.path : resolve(cwd, name);
      const after = applyEdits(text, withLineEnds(text, edits));
      files.set(name, { name, path, before: files.get(name)?.before ?? text, after });
      inspection.edit(name, path, after);
    }
    inspected = await inspect();
  }
  const changed = [...files.values()].filter(({ before, after }) => before !== after);
  return { inspected, count, files: changed.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** New lines end as those around them do. */
function withLineEnds(text: string, edits: readonly TextEdit[]): TextEdit[] {
  return edits.map((edit) => {
    if (!edit.newText.includes('\n')) return edit;
    const newText = edit.newText.replace(/\r?\n/g, lineEndAt(text, edit.span.start));
    return { ...edit, newText };
  });
}

function lineEndAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.lastIndexOf('\n', offset) : next;
  return text[end - 1] === '\r' ? '\r\n' : '\n';
}
