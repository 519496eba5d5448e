import { type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { registerCommands } from './commands/register.ts';
import { provideTools } from './languageModelTools.ts';
import { markManifests } from './manifestContext.ts';
import { isValuesFile, looksLikeManifest, mayBecomeManifest } from './manifests.ts';
import { providePages } from './pages.ts';
import { restoreSimulationPanels } from './panel/simulationPanel.ts';
import { RenderedManifests } from './renderedManifests.ts';
import { ScenarioFiles } from './scenarioFiles.ts';
import { type CreateClient, Server } from './server.ts';
import { explainStates } from './stateHovers.ts';
import { showStatus } from './status.ts';
import { Transcripts } from './transcripts.ts';
import { provideTunedDocuments } from './tunedDocuments.ts';
import { notifyWorkspaceFiles } from './workspaceFiles.ts';

/** What the extension tells other extensions and the in-editor tests. */
export interface Api {
  /** Whether a manifest was seen and the language server is up. */
  isServerRunning(): boolean;
}

/** Activates the extension; the entry knows how a language client reaches its server. */
export function activateExtension(context: ExtensionContext, createClient: CreateClient): Api {
  const log = window.createOutputChannel('Probewise', { log: true });
  const server = new Server(createClient, log);
  const scenarioFiles = new ScenarioFiles();
  const panels = {
    context,
    scenarioFiles,
    connect: async () => {
      await server.start();
      return server.client;
    },
    onDidChangeMeaning: server.onDidChangeMeaning,
  };
  context.subscriptions.push(
    log,
    server,
    scenarioFiles,
    showStatus(server),
    markManifests(),
    explainStates(),
    provideTunedDocuments(),
    providePages(context),
    provideTools(server, context),
    notifyWorkspaceFiles(server),
    new Transcripts(server, scenarioFiles),
    new RenderedManifests(server),
    restoreSimulationPanels(panels),
    ...registerCommands({ panels, scenarioFiles, server, log, context }),
  );

  const startFor = (document: TextDocument) => {
    const isWorthIt = looksLikeManifest(document) || mayBecomeManifest(document) || isValuesFile(document);
    if (server.state !== 'idle' || !isWorthIt) return;
    watching.dispose();
    server.start().catch((error: unknown) => log.error(`The language server did not start: ${String(error)}`));
  };
  const opened = workspace.onDidOpenTextDocument(startFor);
  const changed = workspace.onDidChangeTextDocument(({ document }) => startFor(document));
  const watching = { dispose: () => [opened, changed].map((subscription) => subscription.dispose()) };
  context.subscriptions.push(watching);
  workspace.textDocuments.forEach(startFor);

  return { isServerRunning: () => server.state === 'running' };
}
