/** The fixes of findings, offered where the cursor or a selection touches them. */

import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { applyEdits, collide, inOrder, type TextEdit } from '../../base/textEdit.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { Finding, Fix, FixEdit } from '../../rules/finding.ts';
import { actionMessages as say } from './messages.ts';
import { suppressionOf, wideSuppressionOf } from './suppressions.ts';

export interface QuickFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** Whether this is the fix to take if nobody chooses: the finding's only safe one or its first. */
  readonly preferred: boolean;
  /** Whether it silences the finding instead of mending it. */
  readonly isSuppression?: true;
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
          ? [
              {
                finding,
                fix: { title: title({ rule: finding.rule }), safe: false, edits: [edit] },
                preferred: false,
                isSuppression: true as const,
              },
            ]
          : [],
      );
    }),
  ];
}

/** All at once: the first fix of each finding of a rule in the file, where the selection touches one of several. */
export function fixesOfRules(findings: readonly Finding[], selection: Span): AllFixes[] {
  return explained(findings, selection).flatMap(({ rule }) => {
    const fixes = compatible(findings.filter((finding) => finding.rule === rule).map((finding) => finding.fixes()[0]));
    if (fixes.length < 2) return [];
    return [{ title: say.fixRule({ rule, count: fixes.length }), edits: fixes.flatMap(({ edits }) => edits) }];
  });
}

export interface AllFixes {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** Safe fixes may make room for others; more rounds than this go in a circle. */
const mostRounds = 10;

/**
 * The text after all safe fixes, and after those that they make possible. `check` gives the findings of a text.
 */
export function fixedPoint(
  text: string,
  findings: readonly Finding[],
  check: (text: string) => readonly Finding[],
): string {
  let fixed = text;
  let left = findings;
  for (let round = 0; round < mostRounds; round++) {
    const edits = inOrder(fixAll(left));
    if (!edits || edits.length === 0) break;
    fixed = applyEdits(fixed, edits);
    left = check(fixed);
  }
  return fixed;
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
  return compatible(findings.map((finding) => finding.fixes().find(({ safe }, index) => safe && index === 0))).flatMap(
    ({ edits }) => edits,
  );
}

/** Without those that edit other files, too: they are done one by one. */
function compatible(fixes: readonly (Fix | undefined)[]): Fix[] {
  const taken: TextEdit[] = [];
  return fixes.filter((fix): fix is Fix => {
    const collides = (edit: FixEdit) => edit.inFile !== undefined || taken.some((other) => collide(edit, other));
    if (!fix || fix.edits.some(collides)) return false;
    taken.push(...fix.edits);
    return true;
  });
}
