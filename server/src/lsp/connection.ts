/** The language server: registers each feature with the connection. Which edits cost what is decided in `snapshots.ts`. */
import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { explained, fixAll, quickFixes } from '../features/actions/quickFixes.ts';
import { codeLenses } from '../features/codeLenses.ts';
import { isShown } from '../features/diagnostics/otherExtensions.ts';
import { hover } from '../features/hover/hover.ts';
import { outline } from '../features/outline.ts';
import { readOptions } from './clientOptions.ts';
import { Configuration } from './configuration.ts';
import { Contexts } from './contexts.ts';
import {
  type Border,
  toCodeAction,
  toCodeLens,
  toDiagnostic,
  toHover,
  toPageAction,
  toSpan,
  toSymbol,
  toTextEdits,
} from './convert.ts';
import { type Host, noHost } from './host.ts';
import {
  type SimulateParams,
  type SimulateResponse,
  type SimulateRolloutParams,
  type SimulateRolloutResponse,
  simulateRequest,
  simulateRolloutRequest,
  type TargetEditsParams,
  type TargetParams,
  type TargetResult,
  targetEditsRequest,
  targetRequest,
  type WorkspaceFilesParams,
  workspaceFilesNotification,
} from './protocol.ts';
import { answerRollout } from './rollout.ts';
import { safely } from './safely.ts';
import { Scheduler } from './scheduler.ts';
import { answerSimulation } from './simulation.ts';

import { type Snapshot, Snapshots } from './snapshots.ts';
import { answerTarget, answerTargetEdits } from './target.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

/** Long enough that a fast typist sees no flicker, short enough that a pause shows findings at once. */
const diagnosticsDelayMs = 120;

const fixAllKind = `${CodeActionKind.SourceFixAll}.probewise`;

const capabilities: InitializeResult = {
  serverInfo: { name: 'probewise' },
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    codeLensProvider: {},
    documentSymbolProvider: true,
    hoverProvider: true,
  },
};

export function startServer(connection: Connection, host: Host = noHost): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new WorkspaceFiles((uris) => contexts.of(uris), {
    whenDone: () => publishOthers(),
    onFailure: (error) => connection.console.error(`A file of the workspace could not be read: ${String(error)}`),
  });
  let border: Border = { locate: (...place) => workspace.locate(...place), options: {} };
  const snapshots = new Snapshots(workspace, (rule, error) =>
    connection.console.error(`The rule ${rule} failed: ${String(error)}`),
  );
  const scheduler = new Scheduler(diagnosticsDelayMs);
  const publishNow = (uri: string) => scheduler.schedule(uri, () => publish(uri), 0);
  const publishAll = () => documents.keys().forEach(publishNow);
  const configuration = new Configuration(connection, () => {
    publishAll();
    workspace.refresh();
  });
  const contexts = new Contexts(
    connection,
    configuration,
    async (uri) => documents.get(uri)?.getText() ?? workspace.textOf(uri) ?? host.readFile(uri),
    () => {
      for (const uri of documents.keys()) scheduler.schedule(uri, () => publish(uri));
      scheduler.schedule('contexts of the workspace', () => workspace.refresh());
    },
  );

  connection.onInitialize((params) => {
    configuration.initialize(params);
    contexts.initialize(params);
    border = { ...border, options: readOptions(params.initializationOptions) };
    return capabilities;
  });
  connection.onInitialized(() => {
    configuration.listen();
    contexts.listen();
  });
  connection.onShutdown(() => {
    scheduler.dispose();
    workspace.dispose();
  });

  documents.onDidOpen(({ document }) => publishNow(document.uri));
  documents.onDidChangeContent(({ document }) => {
    // What was just opened counts as changed too, and need not wait.
    if (snapshots.has(document.uri)) scheduler.schedule(document.uri, () => publish(document.uri));
    contexts.forget([document.uri]);
  });
  documents.onDidClose(({ document }) => {
    scheduler.cancel(document.uri);
    snapshots.forget(document.uri);
    configuration.forget(document.uri);
    contexts.forget([document.uri]);
    published.delete(document.uri);
    workspace.close(document.uri);
    publishOthers(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  const snapshotOf = async (uri: string): Promise<Snapshot | undefined> => {
    const settings = await configuration.of(uri);
    const [context] = await contexts.of([uri]);
    const document = documents.get(uri);
    return document && context && snapshots.of(document, settings, context);
  };

  /** What each open document's diagnostics were when they were sent last. */
  const published = new Map<string, string>();
  /** The workspace as it was when the diagnostics of all open documents were last looked at. */
  let publishedWorkspace = 0;

  /** After a change that others may see: their findings may depend on it. */
  const publishOthers = (changed?: string) => {
    if (workspace.index.version === publishedWorkspace) return;
    publishedWorkspace = workspace.index.version;
    for (const uri of documents.keys()) if (uri !== changed && published.has(uri)) publishNow(uri);
  };

  const publish = (uri: string) =>
    safely({ method: 'diagnostics', log: connection.console }, undefined, async () => {
      const snapshot = await snapshotOf(uri);
      if (!snapshot) return;
      publishOthers(uri);
      const { document, findings, version, settings } = snapshot;
      const shown = findings.filter((finding) => isShown(finding, settings));
      const diagnostics = shown.map((finding) => toDiagnostic(document, finding, border));
      const content = `${version} ${JSON.stringify(diagnostics)}`;
      if (published.get(uri) === content) return;
      published.set(uri, content);
      await connection.sendDiagnostics({ uri, version, diagnostics });
    });

  connection.onNotification(workspaceFilesNotification, (params: WorkspaceFilesParams) => {
    contexts.forget(workspace.update(params));
  });

  /** Answers a request about an open document from its snapshot. */
  const answer = <T>(
    method: string,
    uri: string,
    token: CancellationToken | undefined,
    fallback: T,
    feature: (snapshot: Snapshot) => T,
  ): Promise<T> =>
    safely({ method, log: connection.console, ...(token ? { token } : {}) }, fallback, async () => {
      const snapshot = await snapshotOf(uri);
      return snapshot ? feature(snapshot) : fallback;
    });

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer('codeAction', textDocument.uri, token, [], ({ document, file, findings }) => {
      const wanted = (kind: string) =>
        !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const selection = toSpan(document, range);
      const actions = wanted(CodeActionKind.QuickFix)
        ? [
            ...quickFixes(file, findings, selection).map((fix) => toCodeAction(document, fix, border)),
            ...explained(findings, selection).flatMap((finding) => toPageAction(document, finding, border)),
          ]
        : [];
      const edits = context.only && wanted(fixAllKind) ? fixAll(findings) : [];
      if (edits.length === 0) return actions;
      const changes = { [document.uri]: toTextEdits(document, edits) };
      return [...actions, { title: 'Apply all safe fixes of Probewise', kind: fixAllKind, edit: { changes } }];
    }),
  );

  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer('documentSymbol', textDocument.uri, token, [], ({ document, file }) =>
      outline(file).map((item) => toSymbol(document, item)),
    ),
  );

  connection.onCodeLens(({ textDocument }, token) =>
    answer('codeLens', textDocument.uri, token, [], ({ document, file }) =>
      codeLenses(file).map((lens) => toCodeLens(document, lens)),
    ),
  );

  connection.onHover(({ textDocument, position }, token) =>
    answer('hover', textDocument.uri, token, null, ({ document, file }) => {
      const found = hover(file, document.offsetAt(position));
      return found ? toHover(document, found) : null;
    }),
  );

  connection.onRequest<SimulateResponse, void>(simulateRequest, (params: SimulateParams, token: CancellationToken) =>
    answer<SimulateResponse>(
      simulateRequest,
      params.textDocument.uri,
      token,
      { error: 'The manifest is not open, or its simulation failed; the log says more.' },
      (snapshot) => answerSimulation(snapshot, params),
    ),
  );

  connection.onRequest<SimulateRolloutResponse, void>(
    simulateRolloutRequest,
    (params: SimulateRolloutParams, token: CancellationToken) =>
      answer<SimulateRolloutResponse>(
        simulateRolloutRequest,
        params.textDocument.uri,
        token,
        { error: 'The manifest is not open, or its simulation failed; the log says more.' },
        (snapshot) => answerRollout(snapshot, params),
      ),
  );

  connection.onRequest<TargetResult | null, void>(targetRequest, (params: TargetParams, token: CancellationToken) =>
    answer<TargetResult | null>(targetRequest, params.textDocument.uri, token, null, answerTarget),
  );

  connection.onRequest<TextEdit[], void>(targetEditsRequest, (params: TargetEditsParams, token: CancellationToken) =>
    answer<TextEdit[]>(targetEditsRequest, params.textDocument.uri, token, [], (snapshot) =>
      answerTargetEdits(snapshot, params),
    ),
  );

  documents.listen(connection);
  connection.listen();
}
