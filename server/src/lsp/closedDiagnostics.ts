/** Diagnostics of files that are not open, where the setting `probewise.diagnosticMode` asks for them: in the background. */
import {
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkOptions, diagnose } from '../features/diagnostics/diagnostics.ts';
import { isShown } from '../features/diagnostics/otherExtensions.ts';
import type { Settings } from '../features/settings.ts';
import type { ManifestContext } from '../manifest/context.ts';
import { parseManifest } from '../manifest/file.ts';
import type { RunOptions } from '../rules/run.ts';
import { BackgroundWork } from './backgroundWork.ts';
import { type ConverterContext, toDiagnostic } from './converter.ts';
import type { RuntimeEnvironment } from './runtime.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** With findings in more files than these, somebody wants the command line. */
const mostFiles = 500;

interface Parts {
  readonly connection: Connection;
  readonly runtime: RuntimeEnvironment;
  readonly workspace: WorkspaceFiles;
  readonly isOpen: (uri: string) => boolean;
  /** Whether another file decides what this one becomes, so that it says little by itself. */
  readonly isPart: (uri: string) => boolean;
  readonly settingsOf: (uris: readonly string[]) => Promise<readonly Settings[]>;
  readonly contextsOf: (uris: readonly string[]) => Promise<readonly ManifestContext[]>;
  readonly converterContext: () => ConverterContext;
  /** Whether the client waits to be sent diagnostics, instead of asking for them. */
  readonly pushes: () => boolean;
  /** Called when a client that asks should ask again. */
  readonly onChanged: () => void;
}

interface Shown {
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
}

export class ClosedDiagnostics {
  readonly #parts: Parts;
  readonly #work: BackgroundWork;
  readonly #options = new WeakMap<Settings, RunOptions>();
  /** The files whose diagnostics the client has, or may ask for. */
  readonly #shown = new Map<string, Shown>();
  #lastResult = 0;
  #isChanged = false;
  #waiting: (() => void)[] = [];
  #isBusy = false;
  /** Those that changed since they were looked at. */
  readonly #changed = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#work = new BackgroundWork(
      { whenDone: () => this.#done(), onFailure: (error) => parts.connection.console.error(String(error)) },
      parts.runtime,
    );
  }

  /** Files changed, came or went. */
  changed(uris: Iterable<string>): void {
    for (const uri of uris) this.#changed.add(uri);
  }

  /** All files that changed are read now, so that each can be judged beside the others. */
  async check(): Promise<void> {
    const uris = [...this.#changed].filter((uri) => !this.#parts.isOpen(uri));
    this.#changed.clear();
    if (uris.length === 0) return;
    const settings = await this.#parts.settingsOf(uris);
    const contexts = await this.#parts.contextsOf(uris);
    this.#isBusy = true;
    this.#work.add(uris.map((uri, index) => () => this.#check(uri, settings[index]!, contexts[index]!)));
  }

  /** The document is open now: its own diagnostics count. */
  opened(uri: string): void {
    this.#shown.delete(uri);
  }

  /**
   * What there is to say of files that are not open, for a client that has these results, by URI; once what changed so far is
   * checked.
   */
  async reports(known: ReadonlyMap<string, string>): Promise<WorkspaceDocumentDiagnosticReport[]> {
    if (this.#isBusy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const gone = [...known.keys()].filter((uri) => !this.#shown.has(uri) && !this.#parts.isOpen(uri));
    const full = DocumentDiagnosticReportKind.Full;
    const cleared = gone.map(
      (uri): WorkspaceDocumentDiagnosticReport => ({ uri, version: null, kind: full, items: [] }),
    );
    const shown = [...this.#shown].map(([uri, { resultId, diagnostics }]): WorkspaceDocumentDiagnosticReport => {
      const of = { uri, version: null, resultId };
      if (known.get(uri) === resultId) return { ...of, kind: DocumentDiagnosticReportKind.Unchanged };
      return { ...of, kind: full, items: [...diagnostics] };
    });
    return [...cleared, ...shown];
  }

  dispose(): void {
    this.#work.dispose();
    this.#done();
  }

  #done(): void {
    this.#isBusy = false;
    for (const go of this.#waiting.splice(0)) go();
    if (this.#isChanged && !this.#parts.pushes()) this.#parts.onChanged();
    this.#isChanged = false;
  }

  #check(uri: string, settings: Settings, context: ManifestContext): void {
    const { workspace, isOpen, isPart, converterContext } = this.#parts;
    if (isOpen(uri)) return;
    const text = workspace.textOf(uri);
    if (settings.diagnosticMode !== 'workspace' || text === undefined || isPart(uri)) {
      this.#send(uri, []);
      return;
    }
    const findings = diagnose(parseManifest(text, undefined, context), this.#optionsOf(settings), {
      index: workspace.index,
      file: uri,
    }).filter(({ severity }) => severity === 'error' || severity === 'warning');
    const document = TextDocument.create(uri, 'yaml', 0, text);
    const shown = findings.filter((finding) => isShown(finding, settings));
    this.#send(
      uri,
      shown.map((finding) => toDiagnostic(document, finding, converterContext())),
    );
  }

  #send(uri: string, diagnostics: readonly Diagnostic[]): void {
    const isKnown = this.#shown.has(uri);
    if (diagnostics.length === 0 ? !isKnown : !isKnown && this.#shown.size >= mostFiles) return;
    if (diagnostics.length === 0) this.#shown.delete(uri);
    else this.#shown.set(uri, { resultId: `closed.${++this.#lastResult}`, diagnostics });
    this.#isChanged = true;
    if (this.#parts.pushes()) void this.#parts.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }

  #optionsOf(settings: Settings): RunOptions {
    let options = this.#options.get(settings);
    if (!options) {
      options = checkOptions(settings);
      this.#options.set(settings, options);
    }
    return options;
  }
}
