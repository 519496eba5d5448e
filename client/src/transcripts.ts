import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { ScenarioFiles } from './scenarioFiles.ts';
import type { Server } from './server.ts';
import { requestSimulationText, type SimulationTarget } from './simulation.ts';

const scheme = 'probewise-simulation';

/** Read-only documents with a simulation as text, which is made anew when the manifest, a scenario or a setting changes. */
export class Transcripts implements TextDocumentContentProvider, Disposable {
  readonly #server: Server;
  readonly #scenarioFiles: ScenarioFiles;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: Disposable[];

  constructor(server: Server, scenarioFiles: ScenarioFiles) {
    this.#server = server;
    this.#scenarioFiles = scenarioFiles;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidChangeTextDocument(({ document }) =>
        this.#refresh((manifest) => manifest === document.uri.toString()),
      ),
      workspace.onDidChangeConfiguration((event) => {
        this.#refresh((manifest) => event.affectsConfiguration('probewise', Uri.parse(manifest)));
      }),
      scenarioFiles.onDidChange(() => this.#refresh(() => true)),
    ];
  }

  /** Address of the document that tells the story of one target. `name` is what its tab shows. */
  static uri(target: SimulationTarget, name: string): Uri {
    return Uri.from({ scheme, path: `/${name.replaceAll('/', ' ')}.simulation`, query: JSON.stringify(target) });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { uri: manifest, view = 'pod', ...choice } = targetOf(uri);
    // The server reads open documents, and this one may have been closed since.
    await workspace.openTextDocument(Uri.parse(manifest));
    const scenarioFiles = await this.#scenarioFiles.read();
    const text = await requestSimulationText(this.#server, {
      textDocument: { uri: manifest },
      ...choice,
      scenarioFiles,
      ...(view === 'pod' ? { of: 'pod' } : { of: 'rollout', create: view === 'create' }),
    });
    return text ?? '';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refresh(isConcerned: (manifest: string) => boolean): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === scheme && isConcerned(targetOf(uri).uri)) this.#changed.fire(uri);
    }
  }
}

function targetOf(uri: Uri): SimulationTarget {
  return JSON.parse(uri.query) as SimulationTarget;
}
