/** The fixes of findings, offered where the cursor or a selection touches them. */
import type { Span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { Finding, Fix } from '../rules/finding.ts';
import { suppressionOf } from './suppressions.ts';

export interface QuickFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** Whether this is the fix to take if nobody chooses: the finding's only safe one or its first. */
  readonly preferred: boolean;
}

/** The fixes of all findings that `selection` touches, in the order of the findings; after them what silences each. */
export function quickFixes(file: ManifestFile, findings: readonly Finding[], selection: Span): QuickFix[] {
  const touched = findings.filter(({ span }) => span.start <= selection.end && selection.start <= span.end);
  return [
    ...touched.flatMap((finding) =>
      finding.fixes().map((fix, index) => ({ finding, fix, preferred: index === 0 && fix.safe })),
    ),
    ...touched.flatMap((finding) => {
      const edit = suppressionOf(file, finding);
      const title = `Suppress ${finding.rule} here`;
      return edit ? [{ finding, fix: { title, safe: false, edits: [edit] }, preferred: false }] : [];
    }),
  ];
}

/** The edits of all safe fixes at once; where two would touch the same text, the later one waits for another round. */
export function fixAll(findings: readonly Finding[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes()[0];
    if (fix?.safe && !fix.edits.some((edit) => taken.some((other) => collide(edit, other)))) taken.push(...fix.edits);
  }
  return taken;
}

function collide(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
