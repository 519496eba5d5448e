/** The light bulb: one producer for each kind of action. */
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { type Span, span } from '../../base/span.ts';
import { changeBetween } from '../../base/textChange.ts';
import { applyEdits, inOrder } from '../../base/textEdit.ts';
import { actionMessages as say } from '../../features/actions/messages.ts';
import { explained, fixAll, fixedPoint, fixesOfRules, quickFixes } from '../../features/actions/quickFixes.ts';
import { refactorings } from '../../features/actions/refactor/refactorings.ts';
import { wideSuppressionOf } from '../../features/actions/suppressions.ts';
import { targetOf } from '../../features/target.ts';
import { type ConverterContext, pageOf, toChanges, toDiagnostic, toSpan, toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshots.ts';

interface Producer {
  readonly kind: CodeActionKind;
  /** Whether the light bulb leaves it out unless this very kind is asked for, as saving does. */
  readonly onDemand?: true;
  produce(snapshot: Snapshot, selection: Span, context: ConverterContext): CodeAction[];
}

/** In the order in which the light bulb shows them within each kind. */
const producers: readonly Producer[] = [
  { kind: CodeActionKind.QuickFix, produce: fixesOfFindings },
  { kind: CodeActionKind.QuickFix, produce: allFixesOfRules },
  { kind: CodeActionKind.QuickFix, produce: suppressionsWithReason },
  { kind: CodeActionKind.RefactorRewrite, produce: rewritings },
  { kind: CodeActionKind.QuickFix, produce: pagesOfFindings },
  { kind: `${CodeActionKind.SourceFixAll}.probewise`, onDemand: true, produce: allSafeFixes },
];

export const codeActionFeature: Feature = {
  capability: { codeActionProvider: { codeActionKinds: [...new Set(producers.map(({ kind }) => kind))] } },
  register({ connection, answer, converterContext }) {
    connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }, token) =>
      answer({ method: 'codeAction', uri, token }, [], (snapshot) => {
        const selection = toSpan(snapshot.document, range);
        return producers
          .filter(({ kind, onDemand }) => (only ? only.some((wanted) => isWithin(kind, wanted)) : !onDemand))
          .flatMap((producer) => producer.produce(snapshot, selection, converterContext()));
      }),
    );
  },
};

/** Marks what is about a finding as such: a client leaves it out where it does not show the finding. */
const aboutFinding = { aboutFinding: true } as const;

/** Kinds form a tree: who wants `source.fixAll` wants `source.fixAll.probewise`, too. */
function isWithin(kind: CodeActionKind, wanted: CodeActionKind): boolean {
  return kind === wanted || kind.startsWith(`${wanted}.`);
}

function fixesOfFindings(
  { document, file, findings }: Snapshot,
  selection: Span,
  context: ConverterContext,
): CodeAction[] {
  return quickFixes(file, findings, selection).flatMap(({ finding, fix, preferred, isSuppression }) => {
    const changes = toChanges(document, fix.edits, context);
    if (!changes) return [];
    return [
      {
        title: context.formatter.text(fix.title),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(document, finding, context)],
        isPreferred: preferred,
        ...(isSuppression ? { data: aboutFinding } : {}),
        edit: { changes },
      },
    ];
  });
}

/** Offers the pages about findings, where the client has a command for it. */
function pagesOfFindings({ document, findings }: Snapshot, selection: Span, context: ConverterContext): CodeAction[] {
  const { pages } = context.options;
  if (pages === undefined) return [];
  return explained(findings, selection).map((finding) => {
    const title = context.formatter.text(say.showPage({ rule: finding.rule }));
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(document, finding, context)],
      data: aboutFinding,
      command: { title, command: pages.command, arguments: [pageOf(finding)] },
    };
  });
}

/** Where several findings can be mended at once: those of a rule, and all that is safe. */
function allFixesOfRules(
  { document, findings }: Snapshot,
  selection: Span,
  { formatter }: ConverterContext,
): CodeAction[] {
  const touched = explained(findings, selection);
  if (touched.length === 0) return [];
  const safe = fixAll(findings);
  const count = findings.filter((finding) => finding.fixes()[0]?.safe).length;
  return [
    ...fixesOfRules(findings, selection),
    ...(count > 1 && safe.length > 0 ? [{ title: say.fixFile({ count }), edits: safe }] : []),
  ].map(({ title, edits }) => ({
    title: formatter.text(title),
    kind: CodeActionKind.QuickFix,
    edit: { changes: { [document.uri]: toTextEdits(document, edits) } },
  }));
}

/** Asks the user for the reason and the scope, where the client can. */
function suppressionsWithReason(
  { document, file, findings }: Snapshot,
  selection: Span,
  context: ConverterContext,
): CodeAction[] {
  const command = context.options.suppress;
  if (command === undefined) return [];
  return explained(findings, selection)
    .filter((finding) => wideSuppressionOf(file, finding, 'file') !== undefined)
    .map((finding) => {
      const title = context.formatter.text(say.suppressWithReason({ rule: finding.rule }));
      const place = {
        textDocument: { uri: document.uri },
        rule: finding.rule,
        position: document.positionAt(finding.span.start),
      };
      return {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(document, finding, context)],
        data: aboutFinding,
        command: { title, command, arguments: [place] },
      };
    });
}

function rewritings(snapshot: Snapshot, selection: Span, context: ConverterContext): CodeAction[] {
  const { document, file, settings, index } = snapshot;
  const target = targetOf(file.text, settings.kubernetesVersion, settings.featureGates);
  return refactorings(file, selection.start, target, { index, file: document.uri }).flatMap(({ title, edits }) => {
    const changes = toChanges(document, edits, context);
    return changes
      ? [{ title: context.formatter.text(title), kind: CodeActionKind.RefactorRewrite, edit: { changes } }]
      : [];
  });
}

/** All safe fixes, and those that they make possible: saving once is enough. */
function allSafeFixes(
  { document, findings, findingsIn }: Snapshot,
  _selection: Span,
  { formatter }: ConverterContext,
): CodeAction[] {
  const before = document.getText();
  const after = fixedPoint(before, findings, findingsIn);
  if (after === before) return [];
  const kind = `${CodeActionKind.SourceFixAll}.probewise`;
  const first = inOrder(fixAll(findings)) ?? [];
  const { start, removed, inserted } = changeBetween(before, after);
  const whole = [{ span: span(start, start + removed), newText: inserted }];
  // Cursors and marks stay where only single words change.
  const edits = toTextEdits(document, applyEdits(before, first) === after ? first : whole);
  return [{ title: formatter.text(say.fixAll()), kind, edit: { changes: { [document.uri]: edits } } }];
}
