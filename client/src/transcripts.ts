import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { Server } from './server.ts';
import { requestSimulation, type SimulationTarget } from './simulation.ts';

const scheme = 'probewise-simulation';

/** Read-only documents with a simulation as text. An edit of the manifest simulates anew. */
export class Transcripts implements TextDocumentContentProvider, Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: Disposable[];

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidChangeTextDocument(({ document }) => this.#refresh(document.uri.toString())),
    ];
  }

  /** Address of the document that tells the story of one target. `name` is what its tab shows. */
  static uri(target: SimulationTarget, name: string): Uri {
    return Uri.from({ scheme, path: `/${name.replaceAll('/', ' ')}.simulation`, query: JSON.stringify(target) });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { uri: manifest, ...choice } = targetOf(uri);
    // The server reads open documents, and this one may have been closed since.
    await workspace.openTextDocument(Uri.parse(manifest));
    const result = await requestSimulation(this.#server, { textDocument: { uri: manifest }, ...choice });
    return result?.text ?? '';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refresh(manifest: string): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === scheme && targetOf(uri).uri === manifest) this.#changed.fire(uri);
    }
  }
}

function targetOf(uri: Uri): SimulationTarget {
  return JSON.parse(uri.query) as SimulationTarget;
}
