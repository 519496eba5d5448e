/** The fixes of findings, offered where the cursor or a selection touches them. */
import type { Span } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { Finding, Fix } from '../../rules/finding.ts';
import { actionMessages as say } from './messages.ts';
import { suppressionOf, wideSuppressionOf } from './suppressions.ts';

export interface QuickFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** Whether this is the fix to take if nobody chooses: the finding's only safe one or its first. */
  readonly preferred: boolean;
}

/** The fixes of all findings that `selection` touches, in the order of the findings; after them what silences each. */
export function quickFixes(file: ManifestFile, findings: readonly Finding[], selection: Span): QuickFix[] {
  const touched = findings.filter((finding) => touches(finding, selection));
  return [
    ...touched.flatMap((finding) =>
      finding.fixes().map((fix, index) => ({ finding, fix, preferred: index === 0 && fix.safe })),
    ),
    ...touched.flatMap((finding) => {
      const isOnlyDocument = file.documents.filter(({ content }) => content.objects.length > 0).length < 2;
      const choices = [
        { title: say.suppressHere, edit: suppressionOf(file, finding) },
        {
          title: say.suppressInDocument,
          edit: isOnlyDocument ? undefined : wideSuppressionOf(file, finding, 'document'),
        },
        { title: say.suppressInFile, edit: wideSuppressionOf(file, finding, 'file') },
      ];
      return choices.flatMap(({ title, edit }) =>
        edit
          ? [{ finding, fix: { title: title({ rule: finding.rule }), safe: false, edits: [edit] }, preferred: false }]
          : [],
      );
    }),
  ];
}

/** One finding of each rule that `selection` touches: what an editor may offer to explain. */
export function explained(findings: readonly Finding[], selection: Span): Finding[] {
  const byRule = new Map<string, Finding>();
  for (const finding of findings) {
    if (touches(finding, selection) && !byRule.has(finding.rule)) byRule.set(finding.rule, finding);
  }
  return [...byRule.values()];
}

function touches({ span }: Finding, selection: Span): boolean {
  return span.start <= selection.end && selection.start <= span.end;
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
