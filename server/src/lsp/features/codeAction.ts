/** The light bulb: one producer for each kind of action. */
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Span } from '../../base/span.ts';
import { actionMessages as say } from '../../features/actions/messages.ts';
import { explained, fixAll, quickFixes } from '../../features/actions/quickFixes.ts';
import { type ConverterContext, pageOf, toDiagnostic, toSpan, toTextEdits } from '../converter.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshots.ts';

interface Producer {
  readonly kind: CodeActionKind;
  /** Whether the light bulb leaves it out unless this very kind is asked for, as saving does. */
  readonly onDemand?: true;
  produce(snapshot: Snapshot, selection: Span, context: ConverterContext): CodeAction[];
}

/** In the order in which the light bulb shows them. */
const producers: readonly Producer[] = [
  { kind: CodeActionKind.QuickFix, produce: fixesOfFindings },
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

/** Kinds form a tree: who wants `source.fixAll` wants `source.fixAll.probewise`, too. */
function isWithin(kind: CodeActionKind, wanted: CodeActionKind): boolean {
  return kind === wanted || kind.startsWith(`${wanted}.`);
}

function fixesOfFindings(
  { document, file, findings }: Snapshot,
  selection: Span,
  context: ConverterContext,
): CodeAction[] {
  return quickFixes(file, findings, selection).map(({ finding, fix, preferred }) => ({
    title: context.formatter.text(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, finding, context)],
    isPreferred: preferred,
    edit: { changes: { [document.uri]: toTextEdits(document, fix.edits) } },
  }));
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
      command: { title, command: pages.command, arguments: [pageOf(finding)] },
    };
  });
}

function allSafeFixes(
  { document, findings }: Snapshot,
  _selection: Span,
  { formatter }: ConverterContext,
): CodeAction[] {
  const edits = fixAll(findings);
  if (edits.length === 0) return [];
  const kind = `${CodeActionKind.SourceFixAll}.probewise`;
  const changes = { [document.uri]: toTextEdits(document, edits) };
  return [{ title: formatter.text(say.fixAll()), kind, edit: { changes } }];
}
