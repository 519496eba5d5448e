/** Which fixes of many findings can be applied together. */
import { collide, type TextEdit } from '../../../base/textEdit.ts';
import type { InspectedFile } from '../inspection.ts';
import type { FoundFinding, FoundFix } from '../reports/report.ts';

/** Safe fixes keep what the pod does; suggested ones are the best that is known. */
export type FixKind = 'safe' | 'suggested';

export interface ChosenFixes {
  readonly count: number;
  /** By the names that reports have for files. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/**
 * The fixes that leave each other alone, the first of a file before the later ones. All edits of a fix are chosen or none;
 * what collides waits until the findings are made again.
 */
export function chooseFixes(files: readonly InspectedFile[], kind: FixKind): ChosenFixes {
  const edits = new Map<string, TextEdit[]>();
  let count = 0;
  for (const { findings } of files) {
    for (const finding of findings) {
      const fix = fixOf(finding, kind);
      if (!fix || fix.edits.some((edit) => edits.get(edit.file)?.some((other) => collide(edit, other)))) continue;
      for (const { file, span, newText } of fix.edits) {
        const inFile = edits.get(file);
        if (inFile) inFile.push({ span, newText });
        else edits.set(file, [{ span, newText }]);
      }
      count++;
    }
  }
  return { count, edits };
}

/** The best fix, where it is of this kind. A safe one that is not the best would not do what the finding asks for. */
export function fixOf({ fixes: [best] }: FoundFinding, kind: FixKind): FoundFix | undefined {
  return best && (best.safe || kind === 'suggested') ? best : undefined;
}
