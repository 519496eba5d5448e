/** The border to LSP: offsets become positions and the core's values LSP's, here and nowhere else. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Hover,
  type Location,
  MarkupKind,
  type Range,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../base/span.ts';
import type { TextEdit as CoreEdit } from '../base/textEdit.ts';
import type { QuickFix } from '../features/actions/quickFixes.ts';
import type { CodeLens as CoreLens } from '../features/codeLenses.ts';
import { isSchemaFinding } from '../features/diagnostics/otherExtensions.ts';
import { invalidScenario } from '../features/diagnostics/scenarioDiagnostics.ts';
import type { Hover as CoreHover } from '../features/hover/hover.ts';
import type { OutlineItem } from '../features/outline.ts';
import type { DocumentFacts } from '../manifest/index/facts.ts';
import type { Finding } from '../rules/finding.ts';
import type { ClientOptions } from './protocol.ts';

/** Where a rule's page is found by a reader whose editor opens links in a browser. */
const web = 'https://github.com/probewise/probewise/blob/main/docs/';

/** The page about a finding, below `docs/`. */
function pageOf({ rule }: Finding): string {
  return rule === invalidScenario ? 'scenarios.md' : `rules/${rule}.md`;
}

/** What conversions have to know of the client and the other documents. */
export interface Border {
  /** Finds the place of something in another document. */
  readonly locate: (file: string, document: DocumentFacts, span: Span) => Location | undefined;
  readonly options: ClientOptions;
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const symbolKinds = { object: SymbolKind.Object, container: SymbolKind.Package, probe: SymbolKind.Event } as const;

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toSpan(document: TextDocument, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toDiagnostic(document: TextDocument, finding: Finding, border: Border): Diagnostic {
  const related = finding.related.flatMap(({ span, message, elsewhere }) => {
    const location = elsewhere
      ? border.locate(elsewhere.file, elsewhere.document, span)
      : { uri: document.uri, range: toRange(document, span) };
    return location ? [{ location, message }] : [];
  });
  return {
    range: toRange(document, finding.span),
    severity: severities[finding.severity],
    source: 'probewise',
    code: finding.rule,
    codeDescription: { href: `${border.options.pages?.base ?? web}${pageOf(finding)}` },
    message: finding.message,
    // Clients hide what another extension says at the same place.
    ...(isSchemaFinding(finding) ? { data: { schema: true } } : {}),
    ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

export function toTextEdits(document: TextDocument, edits: readonly CoreEdit[]): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(document, span), newText }));
}

export function toCodeAction(
  document: TextDocument,
  { finding, fix, preferred }: QuickFix,
  border: Border,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, finding, border)],
    isPreferred: preferred,
    edit: { changes: { [document.uri]: toTextEdits(document, fix.edits) } },
  };
}

/** Offers the page about a finding, where the client has a command for it. */
export function toPageAction(document: TextDocument, finding: Finding, border: Border): CodeAction[] {
  const { pages } = border.options;
  if (pages === undefined) return [];
  const title = `Show the page about ${finding.rule}`;
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(document, finding, border)],
      command: { title, command: pages.command, arguments: [pageOf(finding)] },
    },
  ];
}

export function toSymbol(document: TextDocument, item: OutlineItem): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: symbolKinds[item.type],
    range: toRange(document, item.extent),
    selectionRange: toRange(document, item.selection),
    children: item.children.map((child) => toSymbol(document, child)),
  };
}

export function toCodeLens(document: TextDocument, { span, title, workload, simulates }: CoreLens): CodeLens {
  const target = { uri: document.uri, workload };
  const command = simulates === 'pod' ? 'probewise.simulate' : 'probewise.simulateRollout';
  return { range: toRange(document, span), command: { title, command, arguments: [target] } };
}

export function toHover(document: TextDocument, { span, markdown }: CoreHover): Hover {
  return { range: toRange(document, span), contents: { kind: MarkupKind.Markdown, value: markdown } };
}
