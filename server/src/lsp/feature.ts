/** What an editor feature is to the server: what it declares to the client, and the requests that it answers. */
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  Location,
  ServerCapabilities,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Span } from '../base/span.ts';
import type { FoundReference } from '../manifest/index/referenceIndex.ts';
import type { SymbolType } from '../manifest/index/references.ts';
import type { Finding } from '../rules/finding.ts';
import type { ConverterContext } from './converter.ts';
import type { Snapshot } from './snapshots.ts';

export interface Feature {
  readonly capability: Partial<ServerCapabilities>;
  register(server: FeatureServer): void;
}

export interface FeatureServer {
  readonly connection: Connection;
  /** What conversions need to know; complete once the client has introduced itself. */
  readonly converterContext: () => ConverterContext;
  /** Where a span of any file of the workspace is; undefined where nothing is known of the file. */
  locate(uri: string, span: Span): Location | undefined;
  /** The definitions of a type in all files. */
  definitions(type: SymbolType): Iterable<FoundReference>;
  /** The text of a span of any file of the workspace. */
  textAt(uri: string, span: Span): string | undefined;
  /** What there is to show of a document now. */
  diagnosticsOf(snapshot: Snapshot): Diagnostic[];
  /** What there is to show of files that are not open, for a client that has these results, by URI. */
  closedReports(known: ReadonlyMap<string, string>): Promise<WorkspaceDocumentDiagnosticReport[]>;
  /** The findings of a document that its editor shows now. */
  shownIn(uri: string): readonly Finding[];
  /** Calls back when a document was closed: what a feature remembers of it can go. */
  onClose(forget: (uri: string) => void): void;
  /**
   * Answers a request about an open document from its snapshot; `fallback` where the document is not open, the request was
   * cancelled, or answering fails.
   */
  answer<T>(request: FeatureRequest, fallback: T, feature: (snapshot: Snapshot) => T | Promise<T>): Promise<T>;
}

export interface FeatureRequest {
  /** For the log. */
  readonly method: string;
  readonly uri: string;
  readonly token?: CancellationToken;
}
