import {
  type Disposable,
  type ExtensionContext,
  Range,
  Uri,
  ViewColumn,
  type WebviewOptions,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { type SimulateResponse, type SimulateResult, simulateRequest } from '../../../server/src/lsp/protocol.ts';
import type { FromPanel, PanelState } from '../../webview/protocol.ts';
import { Transcripts } from '../transcripts.ts';
import { Highlight } from './highlight.ts';
import { createNonce, panelHtml } from './html.ts';
import { type Choice, SimulationSession } from './session.ts';

/** What the panel asks its questions; a language client is one. */
export interface Requester {
  sendRequest<Response>(method: string, params: unknown): Promise<Response>;
}

const viewType = 'probewise.simulation';

/** The open panels, one for each manifest. */
const panels = new Map<string, SimulationPanel>();

/** Shows the simulation of a workload beside the editor, which keeps the focus. */
export function openSimulationPanel(context: ExtensionContext, client: Requester, target: Choice): void {
  const open = panels.get(target.uri);
  if (open) {
    open.show(target);
    return;
  }
  const panel = window.createWebviewPanel(
    viewType,
    'Simulation',
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    optionsFor(context),
  );
  new SimulationPanel(context, async () => client, panel, target);
}

/** Brings panels back after the window was reloaded. `connect` starts the language server if need be. */
export function restoreSimulationPanels(context: ExtensionContext, connect: () => Promise<Requester>): Disposable {
  return window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel: WebviewPanel, state: PanelState | undefined) {
      if (state === undefined || panels.has(state.uri)) {
        panel.dispose();
        return;
      }
      const { uri, workload, scenario, untilMs } = state;
      panel.webview.options = optionsFor(context);
      new SimulationPanel(context, connect, panel, {
        uri,
        workload,
        scenario,
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

  constructor(context: ExtensionContext, connect: () => Promise<Requester>, panel: WebviewPanel, choice: Choice) {
    this.#panel = panel;
    this.#uri = Uri.parse(choice.uri);
    panels.set(choice.uri, this);
    this.#session = new SimulationSession(choice, {
      request: async (params) => {
        const client = await connect();
        // The server answers for open documents, and this one may have been closed since.
        await workspace.openTextDocument(this.#uri);
        return client.sendRequest<SimulateResponse>(simulateRequest, params);
      },
      post: (message) => void panel.webview.postMessage(message),
      setTitle: (title) => {
        panel.title = title;
      },
      reveal: (range, focus) => void this.#reveal(range, focus),
      openAsText: (shown) => void this.#openAsText(shown),
    });
    const subscriptions = [
      panel.webview.onDidReceiveMessage((message: FromPanel) => this.#session.receive(message)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === choice.uri) this.#session.manifestChanged();
      }),
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
      nonce: createNonce(),
    });
  }

  show({ workload, scenario }: Choice): void {
    this.#panel.reveal(undefined, true);
    this.#session.choose({
      ...(workload === undefined ? {} : { workload }),
      ...(scenario === undefined ? {} : { scenario }),
    });
  }

  /** Another tab where the panel is; its own command would open a third column beside the panel. */
  async #openAsText(target: Choice): Promise<void> {
    const document = await workspace.openTextDocument(Transcripts.uri(target, this.#panel.title));
    await window.showTextDocument(document, { viewColumn: this.#panel.viewColumn ?? ViewColumn.Beside });
  }

  async #reveal({ start, end }: SimulateResult['fields'][string], focus: boolean): Promise<void> {
    const range = new Range(start.line, start.character, end.line, end.character);
    const visible = window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.#uri.toString());
    const elsewhere = this.#panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    const editor =
      visible && !focus
        ? visible
        : await window.showTextDocument(await workspace.openTextDocument(this.#uri), {
            viewColumn: visible?.viewColumn ?? elsewhere,
            preserveFocus: !focus,
            ...(focus ? { selection: new Range(range.start, range.start) } : {}),
          });
    this.#highlight.show(editor, range);
  }
}
