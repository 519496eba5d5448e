/** Read-only documents with what a template, a patch or a kustomization becomes; they follow its edits and scroll with it. */
import {
  type Disposable,
  EventEmitter,
  Range,
  type TextDocumentContentProvider,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type RenderedResult, renderedRequest } from '../../server/src/lsp/protocol.ts';
import { clientMessages as say } from './messages.ts';
import type { Server } from './server.ts';
import { textOf } from './text.ts';

const scheme = 'probewise-rendered';

/** So long a file must rest before it is rendered again. */
const restMs = 100;

/** So long an editor that follows another one takes to come to rest. */
const followMs = 250;

export class RenderedManifests implements TextDocumentContentProvider, Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  /** Of each document that is shown, by its URI: the line of the file for each of its lines. */
  readonly #lines = new Map<string, readonly number[]>();
  readonly #subscriptions: Disposable[];
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** The editor that was scrolled last because the other one was, and until when its scrolling is nobody's wish. */
  #following: { readonly editor: TextEditor; readonly untilMs: number } | undefined;

  constructor(server: Server) {
    this.#server = server;
    const refreshAll = () => this.#refreshSoon(() => true);
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidChangeTextDocument(({ document }) =>
        this.#refreshSoon((source) => source === document.uri.toString()),
      ),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('probewise')) refreshAll();
      }),
      server.onDidChangeMeaning(refreshAll),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const [first] = visibleRanges;
        if (first) this.#scrolled(textEditor, first.start.line);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#lines.delete(uri.toString())),
    ];
  }

  /** Address of what a file becomes. */
  static uri(source: Uri): Uri {
    const name = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
    return Uri.from({ scheme, path: `/${name} (${textOf(say.renderedTitle())}).yaml`, query: source.toString() });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const source = Uri.parse(uri.query);
    // The server reads open documents, and this one may have been closed since.
    await workspace.openTextDocument(source);
    await this.#server.start();
    const textDocument = { uri: source.toString() };
    const result = await this.#server.client.sendRequest<RenderedResult | null>(renderedRequest, { textDocument });
    if (result !== null && result.problem === undefined) {
      this.#lines.set(uri.toString(), result.lines);
      return result.text;
    }
    this.#lines.delete(uri.toString());
    return `# ${result?.problem ?? textOf(say.nothingRendered())}\n`;
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refreshSoon(isConcerned: (source: string) => boolean): void {
    if (!workspace.textDocuments.some(({ uri }) => uri.scheme === scheme && isConcerned(uri.query))) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) this.#changed.fire(uri);
    }, restMs);
  }

  #scrolled(editor: TextEditor, line: number): void {
    if (this.#following?.editor === editor && Date.now() < this.#following.untilMs) return;
    const { uri } = editor.document;
    for (const other of window.visibleTextEditors) {
      const isRendered = other.document.uri.scheme === scheme && other.document.uri.query === uri.toString();
      const isSource = uri.scheme === scheme && uri.query === other.document.uri.toString();
      const lines = this.#lines.get((isRendered ? other.document.uri : uri).toString());
      if (!lines || !(isRendered || isSource)) continue;
      const target = isSource ? lines[Math.min(line, lines.length - 1)] : firstFrom(lines, line);
      if (target === undefined) continue;
      this.#following = { editor: other, untilMs: Date.now() + followMs };
      other.revealRange(new Range(target, 0, target, 0), TextEditorRevealType.AtTop);
    }
  }
}

/** The first line that comes from this line of the file, or from one behind it. */
function firstFrom(lines: readonly number[], line: number): number | undefined {
  const found = lines.findIndex((source) => source >= line);
  return found < 0 ? lines.length - 1 : found;
}
