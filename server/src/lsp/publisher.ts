/** Sends the diagnostics of open documents: after an edit, and when another document changed what is true of them. */
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { mostShownMessages, shownOf } from '../features/diagnostics/mostShown.ts';
import { isShown } from '../features/diagnostics/otherExtensions.ts';
import type { Finding } from '../rules/finding.ts';
import type { ClosedParts } from './closedParts.ts';
import { type ConverterContext, toDiagnostic } from './converter.ts';
import type { RuntimeEnvironment } from './runtime.ts';
import { safely } from './safely.ts';
import { Scheduler } from './scheduler.ts';
import type { Snapshot } from './snapshots.ts';
import { TypingFilter } from './typing.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** What comes within this time after an edit is taken together with it. */
const leastDelayMs = 10;
/** A check that takes no longer ends before the next key is pressed: it need not wait. */
const cheapMs = 35;
/** Where a document is more expensive, longer: requests come first while somebody types. */
const mostDelayMs = 120;

/** How long requests wait while findings are worked out; one document is the least. */
const sliceMs = 10;

interface PublisherParts {
  readonly connection: Connection;
  readonly runtime: RuntimeEnvironment;
  readonly workspace: WorkspaceFiles;
  readonly openUris: () => readonly string[];
  readonly closedParts: ClosedParts;
  readonly snapshotOf: (uri: string) => Promise<Snapshot | undefined>;
  readonly converterContext: () => ConverterContext;
  /** Whether the client waits to be sent diagnostics, instead of asking for them. */
  readonly pushes: () => boolean;
  /** Called when other numbers of errors and warnings are shown than before. */
  readonly onShown: () => void;
}

interface OpenDocument {
  text: string;
  readonly typing: TypingFilter;
  /** What the last two checks after an edit took, in milliseconds: the first check of a text says nothing of an edit's. */
  tookMs: readonly [number, number];
  /** Whether the next check is one after an edit. */
  isEdited: boolean;
}

/** The scheduler's key for what waits until a line rests. */
function restOf(uri: string): string {
  return `${uri} rests`;
}

export class DiagnosticsPublisher {
  readonly #parts: PublisherParts;
  readonly #scheduler: Scheduler;
  readonly #open = new Map<string, OpenDocument>();
  /** The findings that each open document shows. */
  readonly #shown = new Map<string, readonly Finding[]>();
  /** What each open document's diagnostics were when they were sent last. */
  readonly #published = new Map<string, string>();
  /** The workspace as it was when the diagnostics of all open documents were last looked at. */
  #publishedWorkspace = 0;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#scheduler = new Scheduler(parts.runtime.timer, mostDelayMs);
  }

  /** The findings of a document that its editor shows; none before they were sent. */
  shownIn(uri: string): readonly Finding[] {
    return this.#shown.get(uri) ?? [];
  }

  /** Without waiting for a pause. */
  publishNow(uri: string): void {
    this.#scheduler.schedule(uri, () => this.#publish(uri), 0);
  }

  publishAllNow(): void {
    for (const uri of this.#parts.openUris()) this.publishNow(uri);
  }

  /** The text of a document is another one now; it is checked the sooner, the less that cost last time. */
  edited(uri: string, text: string): void {
    const document = this.#document(uri);
    document.typing.edited(document.text, text, this.#parts.runtime.nowMs());
    document.text = text;
    document.isEdited = true;
    // One that was slow may have waited for something else.
    const tookMs = Math.min(...document.tookMs);
    const delayMs = tookMs <= cheapMs ? leastDelayMs : Math.min(mostDelayMs, 3 * tookMs);
    this.#scheduler.schedule(uri, () => this.#publish(uri), delayMs);
  }

  /** The document was opened with this text. */
  opened(uri: string, text: string): void {
    this.#document(uri).text = text;
    this.#parts.closedParts.opened(uri);
    this.publishNow(uri);
  }

  #document(uri: string): OpenDocument {
    let document = this.#open.get(uri);
    if (!document) {
      document = { text: '', typing: new TypingFilter(), tookMs: [0, 0], isEdited: false };
      this.#open.set(uri, document);
    }
    return document;
  }

  /** When typing pauses. */
  publishSoon(uri: string): void {
    this.#scheduler.schedule(uri, () => this.#publish(uri));
  }

  publishAllSoon(): void {
    for (const uri of this.#parts.openUris()) this.publishSoon(uri);
  }

  /** After a change that others may see: their findings may depend on it. */
  publishOthers(changed?: string): void {
    const { version } = this.#parts.workspace.index;
    if (version === this.#publishedWorkspace) return;
    this.#publishedWorkspace = version;
    for (const uri of this.#parts.openUris()) if (uri !== changed && this.#published.has(uri)) this.publishNow(uri);
  }

  /** The document was closed: the client forgets its diagnostics. */
  clear(uri: string): void {
    this.#scheduler.cancel(uri);
    this.#scheduler.cancel(restOf(uri));
    this.#open.delete(uri);
    this.#published.delete(uri);
    this.#shown.delete(uri);
    void this.#parts.connection.sendDiagnostics({ uri, diagnostics: [] });
    for (const other of this.#parts.closedParts.closed(uri)) this.publishSoon(other);
  }

  dispose(): void {
    this.#scheduler.dispose();
  }

  #publish(uri: string): Promise<void> {
    const { connection, runtime, snapshotOf } = this.#parts;
    return safely({ method: 'diagnostics', log: connection.console, runtime }, undefined, async () => {
      const begunMs = runtime.nowMs();
      const snapshot = await snapshotOf(uri);
      if (!snapshot) return;
      this.publishOthers(uri);
      await this.#work(snapshot);
      if ((await snapshotOf(uri)) !== snapshot) return;
      const { version } = snapshot;
      const diagnostics = this.diagnosticsOf(snapshot);
      this.#parts.closedParts.publish(snapshot);
      const document = this.#document(uri);
      if (document.isEdited) document.tookMs = [document.tookMs[1], runtime.nowMs() - begunMs];
      document.isEdited = false;
      const content = `${version} ${JSON.stringify(diagnostics)}`;
      if (this.#published.get(uri) === content) return;
      this.#published.set(uri, content);
      if (this.#parts.pushes()) await connection.sendDiagnostics({ uri, version, diagnostics });
    });
  }

  /** Lets requests have their turn while a file with many documents is checked. */
  async #work({ steps }: Snapshot): Promise<void> {
    const { timer, nowMs } = this.#parts.runtime;
    let begunMs = nowMs();
    for (const _ of steps()) {
      if (nowMs() - begunMs < sliceMs) continue;
      await new Promise<void>((resolve) => timer.setImmediate(resolve));
      begunMs = nowMs();
    }
  }

  diagnosticsOf({ document, findings, settings }: Snapshot): Diagnostic[] {
    const context = this.#parts.converterContext();
    const wanted = findings.filter((finding) => isShown(finding, settings));
    const { typing } = this.#document(document.uri);
    const visible = typing.visible(wanted, this.#parts.runtime.nowMs());
    if (visible.waitMs !== undefined) {
      const publish = () => this.#publish(document.uri);
      this.#scheduler.schedule(restOf(document.uri), publish, visible.waitMs);
    }
    const { shown, left } = shownOf(visible.findings);
    const before = countsOf(this.shownIn(document.uri));
    this.#shown.set(document.uri, shown);
    if (countsOf(shown) !== before) this.#parts.onShown();
    const diagnostics = shown.map((finding) => toDiagnostic(document, finding, context));
    return left === 0 ? diagnostics : [...diagnostics, notShown(left, context)];
  }
}

/** How many errors and warnings there are, and where the first ones of each stand. */
function countsOf(findings: readonly Finding[]): string {
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ severity }) => severity[0])
    .join('');
}

/** Stands in the first line. */
function notShown(count: number, { formatter }: ConverterContext): Diagnostic {
  const start = { line: 0, character: 0 };
  const message = formatter.text(mostShownMessages.notShown({ count }));
  return { range: { start, end: start }, severity: DiagnosticSeverity.Warning, source: 'probewise', message };
}
