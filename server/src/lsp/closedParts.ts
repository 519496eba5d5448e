/**
 * Diagnostics of files that are not open: what is wrong in a chart or an overlay may stand in a file of values or a base
 * that nobody has opened. They are shown for as long as another file of the chart or overlay is open.
 */
import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isShown } from '../features/diagnostics/otherExtensions.ts';
import type { Finding } from '../rules/finding.ts';
import { type ConverterContext, toDiagnostic } from './converter.ts';
import type { Snapshot } from './snapshots.ts';

interface Parts {
  readonly connection: Connection;
  readonly isOpen: (uri: string) => boolean;
  readonly textOf: (uri: string) => string | undefined;
  readonly converterContext: () => ConverterContext;
}

export class ClosedParts {
  readonly #parts: Parts;
  /** The closed files that each open document has something to say of. */
  readonly #filesOf = new Map<string, ReadonlySet<string>>();
  /** What was sent last. */
  readonly #published = new Map<string, string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Call when the findings of an open document were published. */
  publish({ document, elsewhere, settings }: Snapshot): void {
    const files = new Set<string>();
    for (const [uri, findings] of elsewhere) {
      const shown = findings.filter(
        (finding) => (finding.severity === 'error' || finding.severity === 'warning') && isShown(finding, settings),
      );
      if (shown.length === 0 || this.#parts.isOpen(uri)) continue;
      files.add(uri);
      this.#send(uri, shown);
    }
    this.#replace(document.uri, files);
  }

  /** The file is open now: its diagnostics come from elsewhere. */
  opened(uri: string): void {
    this.#published.delete(uri);
  }

  /** The document is no longer open, and says nothing of others any more; gives the open ones that say something of it. */
  closed(uri: string): string[] {
    this.#replace(uri, new Set());
    this.#filesOf.delete(uri);
    return [...this.#filesOf.keys()];
  }

  #send(uri: string, findings: readonly Finding[]): void {
    const text = this.#parts.textOf(uri);
    if (text === undefined) return;
    const document = TextDocument.create(uri, 'yaml', 0, text);
    const context = this.#parts.converterContext();
    const diagnostics = findings.map((finding) => toDiagnostic(document, finding, context));
    const content = JSON.stringify(diagnostics);
    if (this.#published.get(uri) === content) return;
    this.#published.set(uri, content);
    void this.#parts.connection.sendDiagnostics({ uri, diagnostics });
  }

  #replace(document: string, files: ReadonlySet<string>): void {
    const before = this.#filesOf.get(document) ?? [];
    this.#filesOf.set(document, files);
    for (const uri of before) {
      const isPublished = [...this.#filesOf.values()].some((each) => each.has(uri));
      if (isPublished || this.#parts.isOpen(uri) || !this.#published.delete(uri)) continue;
      void this.#parts.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }
}
