import {
  type Disposable,
  type Event,
  type ExtensionContext,
  env,
  Range,
  Uri,
  ViewColumn,
  type WebviewOptions,
  type WebviewPanel,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  type FieldEditsResult,
  type FieldRange,
  fieldEditsRequest,
  fieldRangeRequest,
  fieldsAtRequest,
  type MeaningChangedParams,
  type ScenarioTextResponse,
  type SimulateResponse,
  type SimulateRolloutResponse,
  scenarioTextRequest,
  simulateRequest,
  simulateRolloutRequest,
  type WorkloadsResult,
  workloadsRequest,
} from '../../../server/src/lsp/protocol.ts';
import type { FromPanel, PanelState } from '../../webview/protocol.ts';
import { committed } from '../committed.ts';
import { clientMessages as say } from '../messages.ts';
import { saveFile } from '../saveFile.ts';
import { saveScenario } from '../saveScenario.ts';
import type { ScenarioFiles } from '../scenarioFiles.ts';
import { pickScenario } from '../scenarioPicker.ts';
import type { SimulationTarget } from '../simulation.ts';
import { textOf } from '../text.ts';
import { Transcripts } from '../transcripts.ts';
import { Highlight } from './highlight.ts';
import { createNonce, panelHtml } from './html.ts';
import type { Choice } from './panelContext.ts';
import { savedPage } from './savedPage.ts';
import { SimulationSession } from './session.ts';

/** What the panel asks its questions; a language client is one. */
export interface Requester {
  sendRequest<Response>(method: string, params: unknown): Promise<Response>;
}

const viewType = 'probewise.simulation';

/** The open panels, one for each manifest. */
const panels = new Map<string, SimulationPanel>();

/** What panels have in common. */
export interface PanelHost {
  readonly context: ExtensionContext;
  readonly scenarioFiles: ScenarioFiles;
  /** Starts the language server if need be. */
  connect(): Promise<Requester>;
  /** A document means something else, because another file has changed. */
  readonly onDidChangeMeaning: Event<MeaningChangedParams>;
}

/** Shows the simulation of a workload beside the editor, which keeps the focus. */
export function openSimulationPanel(host: PanelHost, target: Choice): void {
  const open = panels.get(target.uri);
  if (open) {
    open.show(target);
    return;
  }
  const panel = window.createWebviewPanel(
    viewType,
    textOf(say.simulation()),
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    optionsFor(host.context),
  );
  new SimulationPanel(host, panel, target);
}

/** Plays a scenario in an open panel, one that can be seen if there is; false where none is open. */
export function playScenario(scenario: string): boolean {
  const open = [...panels.values()];
  const panel = open.find(({ isVisible }) => isVisible) ?? open.at(-1);
  panel?.show({ uri: panel.uri, scenario });
  return panel !== undefined;
}

/** Brings panels back after the window was reloaded. */
export function restoreSimulationPanels(host: PanelHost): Disposable {
  return window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel: WebviewPanel, state: PanelState | undefined) {
      if (state === undefined || panels.has(state.uri)) {
        panel.dispose();
        return;
      }
      const { uri, view, workload, scenario, oldScenario, untilMs } = state;
      panel.webview.options = optionsFor(host.context);
      new SimulationPanel(host, panel, {
        uri,
        view,
        workload,
        scenario,
        ...(oldScenario === undefined ? {} : { oldScenario }),
        ...(untilMs === undefined ? {} : { untilMs }),
      });
    },
  });
}

function optionsFor(context: ExtensionContext): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [resourcesOf(context)] };
}

function resourcesOf(context: ExtensionContext): Uri {
  return Uri.joinPath(context.extensionUri, 'dist', 'webview');
}

class SimulationPanel {
  readonly #panel: WebviewPanel;
  readonly #session: SimulationSession;
  readonly #highlight = new Highlight();
  readonly #uri: Uri;

  constructor({ context, connect, scenarioFiles, onDidChangeMeaning }: PanelHost, panel: WebviewPanel, choice: Choice) {
    this.#panel = panel;
    this.#uri = Uri.parse(choice.uri);
    panels.set(choice.uri, this);
    const ask = async <Response>(request: string, params: object) => {
      const client = await connect();
      // The server answers for open documents, and this one may have been closed since.
      await workspace.openTextDocument(this.#uri);
      return client.sendRequest<Response>(request, params);
    };
    const simulate = async <Response>(request: string, params: object) =>
      ask<Response>(request, { ...params, scenarioFiles: await scenarioFiles.read() });
    this.#session = new SimulationSession(choice, {
      simulate: (params) => simulate<SimulateResponse>(simulateRequest, params),
      simulateRollout: (params) => simulate<SimulateRolloutResponse>(simulateRolloutRequest, params),
      fieldsAt: (params) => ask<readonly string[]>(fieldsAtRequest, params),
      fieldRange: (params) => ask<FieldRange | null>(fieldRangeRequest, params),
      post: (message) => void panel.webview.postMessage(message),
      setTitle: (title) => {
        panel.title = title;
      },
      reveal: (range, focus) => void this.#reveal(range, focus),
      openAsText: (shown, turned) => void this.#openAsText(turned === undefined ? shown : { ...shown, turned }),
      openScenario: (uri) => void this.#openScenario(uri),
      workloads: async (uri) => (await ask<WorkloadsResult>(workloadsRequest, { textDocument: { uri } })).workloads,
      pickScenario,
      committed: () => committed(this.#uri, ask),
      showMessage: (problem) => void window.showInformationMessage(problem),
      saveFile: (name, content) => saveFile(this.#uri, name, content),
      copyText: (text) => void env.clipboard.writeText(text),
      savePage: async (name, page) => {
        const text = await savedPage(page, resourcesOf(context), ask, await scenarioFiles.read());
        if (text !== undefined) await saveFile(this.#uri, name, text);
      },
      applyFields: async (params) => this.#apply(await ask<FieldEditsResult | null>(fieldEditsRequest, params)),
      saveScenario: async (shown, changed) =>
        saveScenario(
          shown,
          await simulate<ScenarioTextResponse>(scenarioTextRequest, {
            textDocument: { uri: shown.uri },
            workload: shown.workload,
            scenario: shown.scenario,
            ...(changed === undefined ? {} : { changed }),
          }),
        ),
    });
    // VS Code needs longer for the page than the server for the simulation.
    void this.#session.simulate();
    const subscriptions = [
      panel.webview.onDidReceiveMessage((message: FromPanel) => this.#session.receive(message)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === choice.uri) this.#session.changed();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor, selections: [first] }) => {
        const isManifest = textEditor.document.uri.toString() === choice.uri;
        if (isManifest && first !== undefined) this.#session.cursorMoved(first.active.line);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('probewise', this.#uri)) this.#session.changed();
      }),
      onDidChangeMeaning(({ uris, below }) => {
        if (uris.includes(this.uri) || below.some((folder) => this.uri.startsWith(`${folder}/`)))
          this.#session.changed();
      }),
      scenarioFiles.onDidChange(() => this.#session.changed()),
      this.#highlight,
      this.#session,
    ];
    panel.onDidDispose(() => {
      panels.delete(choice.uri);
      for (const subscription of subscriptions) subscription.dispose();
    });

    panel.iconPath = Uri.joinPath(context.extensionUri, 'images', 'icon.png');
    const resources = resourcesOf(context);
    const address = (file: string) => panel.webview.asWebviewUri(Uri.joinPath(resources, file)).toString();
    panel.webview.html = panelHtml({
      cspSource: panel.webview.cspSource,
      script: address('main.js'),
      style: address('main.css'),
      engine: address('main.js'),
      nonce: createNonce(),
    });
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  get uri(): string {
    return this.#uri.toString();
  }

  show({ view, workload, scenario }: Choice): void {
    this.#panel.reveal(undefined, true);
    this.#session.choose({
      ...(view === undefined ? {} : { view }),
      ...(workload === undefined ? {} : { workload }),
      ...(scenario === undefined ? {} : { scenario }),
    });
  }

  /** Another tab where the panel is; its own command would open a third column beside the panel. */
  async #openAsText(target: SimulationTarget): Promise<void> {
    const document = await workspace.openTextDocument(Transcripts.uri(target, this.#panel.title));
    await window.showTextDocument(document, { viewColumn: this.#panel.viewColumn ?? ViewColumn.Beside });
  }

  /** One step of the editor's own history. */
  async #apply(result: FieldEditsResult | null): Promise<void> {
    if (result === null) {
      void window.showInformationMessage(textOf(say.numbersFixed()));
      return;
    }
    const edit = new WorkspaceEdit();
    for (const [uri, edits] of Object.entries(result.changes)) {
      for (const { range, newText } of edits) {
        const { start, end } = range;
        edit.replace(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), newText);
      }
    }
    await workspace.applyEdit(edit);
  }

  /** Where the manifest is, so that the panel stays in view. */
  async #openScenario(uri: string): Promise<void> {
    const manifest = window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.#uri.toString());
    await window.showTextDocument(Uri.parse(uri), { viewColumn: manifest?.viewColumn ?? ViewColumn.One });
  }

  async #reveal({ start, end, uri }: FieldRange, focus: boolean): Promise<void> {
    const range = new Range(start.line, start.character, end.line, end.character);
    const file = uri === undefined ? this.#uri : Uri.parse(uri);
    const visible = window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString());
    const elsewhere = this.#panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    const editor =
      visible && !focus
        ? visible
        : await window.showTextDocument(await workspace.openTextDocument(file), {
            viewColumn: visible?.viewColumn ?? elsewhere,
            preserveFocus: !focus,
            ...(focus ? { selection: new Range(range.start, range.start) } : {}),
          });
    this.#highlight.show(editor, range);
  }
}
