/** Converts to LSP: offsets become positions and the core's values LSP's, here and nowhere else. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { MessageFormatter } from '../base/formatMessage.ts';
import type { Span } from '../base/span.ts';
import type { TextEdit as CoreEdit } from '../base/textEdit.ts';
import { invalidConfig } from '../features/diagnostics/configDiagnostics.ts';
import { mayBeSaidElsewhere, saysMore } from '../features/diagnostics/otherExtensions.ts';
import { invalidScenario } from '../features/diagnostics/scenarioDiagnostics.ts';
import { pageOfRule, pagesOnWeb } from '../features/pages.ts';
import type { DocumentFacts } from '../manifest/index/facts.ts';
import type { Finding, FixEdit } from '../rules/finding.ts';
import type { ClientOptions, DiagnosticData } from './protocol.ts';

/** The page about a finding, below `docs/`. */
export function pageOf({ rule }: Finding): string {
  if (rule === invalidConfig) return 'settings.md';
  return rule === invalidScenario ? 'scenarios.md' : pageOfRule(rule);
}

/** Where a page, given by its path below `docs/`, opens in the client. */
export function pageUrl(page: string, { pages }: ClientOptions): string {
  return `${pages?.base ?? pagesOnWeb}${page}`;
}

/** What conversions have to know of the client and the other documents. */
export interface ConverterContext {
  /** Finds the place of something in another document. */
  readonly locate: (file: string, document: DocumentFacts, span: Span) => Location | undefined;
  /** Finds a place of any file that is known. */
  readonly locateInFile: (uri: string, span: Span) => Location | undefined;
  readonly options: ClientOptions;
  /** Whether the client can show tab stops in what is completed. */
  readonly snippets: boolean;
  /** Whether the client lets its user confirm single edits. */
  readonly annotations: boolean;
  readonly formatter: MessageFormatter;
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toSpan(document: TextDocument, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toDiagnostic(document: TextDocument, finding: Finding, context: ConverterContext): Diagnostic {
  const related = finding.related.flatMap(({ span, message, elsewhere, inFile }) => {
    const location = elsewhere
      ? context.locate(elsewhere.file, elsewhere.document, span)
      : inFile !== undefined
        ? context.locateInFile(inFile, span)
        : { uri: document.uri, range: toRange(document, span) };
    return location ? [{ location, message: context.formatter.full(message) }] : [];
  });
  return {
    range: toRange(document, finding.span),
    severity: severities[finding.severity],
    source: 'probewise',
    code: finding.rule,
    codeDescription: { href: pageUrl(pageOf(finding), context.options) },
    // Lists of problems show the first line.
    message: context.formatter.full(finding.message),
    // Clients hide what another extension says at the same place.
    ...(mayBeSaidElsewhere(finding) ? { data: dataOf(finding) } : {}),
    ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

function dataOf(finding: Finding): DiagnosticData {
  const { path, missing = false } = finding;
  return { schema: true, path, more: saysMore(finding), missing };
}

export function toTextEdits(document: TextDocument, edits: readonly CoreEdit[]): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(document, span), newText }));
}

/** By URI; undefined where a place is in no file that is known: half a change would break what it is to mend. */
export function toChanges(
  document: TextDocument,
  edits: readonly FixEdit[],
  { locateInFile }: ConverterContext,
): Record<string, TextEdit[]> | undefined {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, newText, inFile } of edits) {
    const place =
      inFile === undefined ? { uri: document.uri, range: toRange(document, span) } : locateInFile(inFile, span);
    if (!place) return undefined;
    changes[place.uri] = [...(changes[place.uri] ?? []), { range: place.range, newText }];
  }
  return changes;
}
