/** The language server: puts its parts together. Which edits cost what is decided in `snapshots.ts`. */
import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeResult,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ConfigFiles } from '../features/config/configFiles.ts';
import { Charts } from './charts.ts';
import { readOptions } from './clientOptions.ts';
import { ClosedDiagnostics } from './closedDiagnostics.ts';
import { ClosedParts } from './closedParts.ts';
import { Configuration } from './configuration.ts';
import { Contexts } from './contexts.ts';
import type { ConverterContext } from './converter.ts';
import type { FeatureServer } from './feature.ts';
import { features } from './features/all.ts';
import { diagnosticProvider } from './features/diagnostic.ts';
import { plainCommands } from './features/plainCommands.ts';
import { formatter } from './formatter.ts';
import { Overlays } from './overlays.ts';
import { PlainFiles } from './plainFiles.ts';
import {
  type MeaningChangedParams,
  meaningChangedNotification,
  type WorkspaceFilesParams,
  workspaceFilesNotification,
} from './protocol.ts';
import { DiagnosticsPublisher } from './publisher.ts';
import type { RuntimeEnvironment } from './runtime.ts';
import { safely } from './safely.ts';
import { Scheduler } from './scheduler.ts';
import { type Snapshot, Snapshots } from './snapshots.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

/** How long a kustomization must rest until closed files are read in the contexts that it gives them. */
const refreshDelayMs = 120;

const initialized: InitializeResult = {
  serverInfo: { name: 'probewise' },
  capabilities: Object.assign(
    { textDocumentSync: TextDocumentSyncKind.Incremental },
    ...features.map(({ capability }) => capability),
  ),
};

export function startServer(connection: Connection, runtime: RuntimeEnvironment): void {
  const documents = new TextDocuments(TextDocument);
  const log = connection.console;
  let converterContext: ConverterContext = {
    locate: (...place) => workspace.locate(...place),
    locateInFile: (...place) => workspace.locateInFile(...place),
    options: {},
    snippets: false,
    annotations: false,
    formatter,
  };

  const workspace = new WorkspaceFiles(
    (uris) => contexts.of(uris),
    {
      whenDone: () => {
        publisher.publishOthers();
        void closed.check();
      },
      onFailure: (error) => log.error(`A file of the workspace could not be read: ${String(error)}`),
    },
    runtime,
  );
  const charts = new Charts(
    (folder) => workspace.textsBelow(folder, documents.all()),
    (uri) => workspace.knownText(uri) !== undefined || documents.get(uri) !== undefined,
  );
  const overlays = new Overlays((uri) => documents.get(uri)?.getText() ?? workspace.textOf(uri));
  const snapshots = new Snapshots(
    workspace,
    charts,
    overlays,
    () => runtime.nowMs(),
    (rule, error) => log.error(`The rule ${rule} failed: ${String(error)}`),
  );
  const snapshotOf = async (uri: string): Promise<Snapshot | undefined> => {
    const settings = await configuration.of(uri);
    const [context] = await contexts.of([uri]);
    const document = documents.get(uri);
    return document && context && snapshots.of(document, settings, context);
  };
  const canRefresh = { lenses: false, hints: false, diagnostics: false };
  const refreshLenses = () => {
    if (canRefresh.lenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  };
  const refreshHints = () => {
    if (canRefresh.hints) void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
  };
  const closedParts = new ClosedParts({
    connection,
    isOpen: (uri) => documents.get(uri) !== undefined,
    textOf: (uri) => workspace.textOf(uri),
    converterContext: () => converterContext,
  });
  const pushes = () => converterContext.options.diagnostics !== 'pull';
  const publisher = new DiagnosticsPublisher({
    closedParts,
    connection,
    runtime,
    workspace,
    openUris: () => documents.keys(),
    snapshotOf,
    converterContext: () => converterContext,
    onShown: () => refreshLenses(),
    pushes,
  });
  const closed = new ClosedDiagnostics({
    connection,
    runtime,
    workspace,
    isOpen: (uri) => documents.get(uri) !== undefined,
    isPart: (uri) => charts.folderOf(uri) !== undefined,
    settingsOf: (uris) => configuration.ofAll(uris),
    contextsOf: (uris) => contexts.of(uris),
    converterContext: () => converterContext,
    pushes,
    onChanged: () => {
      if (canRefresh.diagnostics) connection.languages.diagnostics.refresh();
    },
  });
  const readFile = async (uri: string) =>
    documents.get(uri)?.getText() ?? workspace.textOf(uri) ?? runtime.readFile(uri);
  const configuration = new Configuration(connection, new ConfigFiles(readFile), () => {
    publisher.publishAllNow();
    closed.changed(workspace.uris());
    workspace.refresh();
    refreshLenses();
    refreshHints();
  });
  const refreshing = new Scheduler(runtime.timer, refreshDelayMs);
  const plain = runtime.plain && new PlainFiles(runtime.plain, runtime, (params) => filesChanged(params));
  const contexts = new Contexts(
    connection,
    configuration,
    readFile,
    () => {
      publisher.publishAllSoon();
      refreshing.schedule('workspace', () => workspace.refresh());
    },
    plain,
  );

  connection.onInitialize((params) => {
    configuration.initialize(params);
    contexts.initialize(params);
    canRefresh.lenses = params.capabilities.workspace?.codeLens?.refreshSupport ?? false;
    canRefresh.hints = params.capabilities.workspace?.inlayHint?.refreshSupport ?? false;
    canRefresh.diagnostics = params.capabilities.workspace?.diagnostics?.refreshSupport ?? false;
    const { completionItem } = params.capabilities.textDocument?.completion ?? {};
    converterContext = {
      ...converterContext,
      options: readOptions(params.initializationOptions),
      snippets: completionItem?.snippetSupport ?? false,
      annotations: params.capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    };
    plain?.initialize(params);
    const { capabilities } = initialized;
    return {
      ...initialized,
      capabilities: {
        ...capabilities,
        ...(plain ? plainCommands.capability : {}),
        ...(converterContext.options.diagnostics === 'pull' ? { diagnosticProvider } : {}),
      },
    };
  });
  connection.onInitialized(() => {
    configuration.listen();
    contexts.listen();
    void plain?.readAll();
  });
  connection.onShutdown(() => {
    publisher.dispose();
    closed.dispose();
    refreshing.dispose();
    workspace.dispose();
  });

  /** What a chart or an overlay becomes depends on all of its files. */
  const publishRelated = (changed: readonly string[]) => {
    const folders = [...new Set(changed.flatMap((uri) => charts.folderOf(uri) ?? []))];
    const related = overlays.related(changed);
    if (related.size === 0 && folders.length === 0) return;
    const params: MeaningChangedParams = { uris: [...related], below: folders };
    void connection.sendNotification(meaningChangedNotification, params);
    for (const uri of documents.keys()) {
      // A document that alone has changed is published already.
      if (changed.length === 1 && uri === changed[0]) continue;
      const isRelated = related.has(uri) || folders.some((folder) => uri.startsWith(`${folder}/`));
      if (!isRelated || !snapshots.has(uri)) continue;
      publisher.publishSoon(uri);
      refreshing.schedule('hints', refreshHints);
    }
  };

  const onClose: ((uri: string) => void)[] = [];
  documents.onDidOpen(({ document }) => {
    overlays.filesChanged([document.uri]);
    closed.opened(document.uri);
    publisher.opened(document.uri, document.getText());
  });
  documents.onDidChangeContent(({ document }) => {
    // What was just opened counts as changed too, and need not wait.
    if (snapshots.has(document.uri)) publisher.edited(document.uri, document.getText());
    contexts.forget([document.uri]);
    publishRelated([document.uri]);
  });
  documents.onDidClose(({ document: { uri } }) => {
    snapshots.forget(uri);
    configuration.forget(uri);
    contexts.forget([uri]);
    workspace.close(uri);
    overlays.filesChanged([uri]);
    publisher.clear(uri);
    publisher.publishOthers(uri);
    for (const forget of onClose) forget(uri);
    closed.changed([uri]);
    void closed.check();
    plain?.changed([uri]);
  });
  const filesChanged = (params: WorkspaceFilesParams) => {
    const changed = workspace.update(params);
    closed.changed(changed);
    contexts.forget(changed);
    overlays.filesChanged(changed);
    publishRelated(changed);
  };
  connection.onNotification(workspaceFilesNotification, filesChanged);

  const server: FeatureServer = {
    connection,
    shownIn: (uri) => publisher.shownIn(uri),
    closedReports: (known) => closed.reports(known),
    diagnosticsOf: (snapshot) => publisher.diagnosticsOf(snapshot),
    onClose: (forget) => onClose.push(forget),
    converterContext: () => converterContext,
    locate: (uri, span) => workspace.locateInFile(uri, span),
    definitions: (type) => workspace.references.definitions(type),
    textAt: (uri, { start, end }) => workspace.knownText(uri)?.slice(start, end),
    answer: ({ method, uri, token }, fallback, feature) =>
      safely({ method, log, runtime, token }, fallback, async () => {
        const snapshot = await snapshotOf(uri);
        return snapshot ? feature(snapshot) : fallback;
      }),
  };
  for (const feature of features) feature.register(server);
  if (plain) plainCommands.register(server);

  documents.listen(connection);
  connection.listen();
}
