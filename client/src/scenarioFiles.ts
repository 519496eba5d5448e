import { type Disposable, EventEmitter, FileType, type Uri, workspace } from 'vscode';
import { isScenarioFile } from '../../server/src/lifecycle/world/scenarioFileName.ts';
import type { ScenarioFile } from '../../server/src/lsp/protocol.ts';

const pattern = '**/*.scenario.{yaml,yml,json}';
const elsewhere = '**/{node_modules,bower_components,.git}/**';

/** More nobody chooses from. */
const mostFiles = 100;

/** The scenarios of the user's own: files named `*.scenario.yaml` anywhere in the workspace, and those that are open. */
export class ScenarioFiles implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** A scenario was written, edited or deleted. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: Disposable[];
  #found: Thenable<Uri[]> | undefined;

  constructor() {
    const watcher = workspace.createFileSystemWatcher(pattern);
    const forget = () => {
      this.#found = undefined;
      this.#changed.fire();
    };
    this.#subscriptions = [
      this.#changed,
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      watcher.onDidChange(() => this.#changed.fire()),
      workspace.onDidChangeWorkspaceFolders(forget),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isScenarioFile(document.uri.path)) this.#changed.fire();
      }),
    ];
  }

  /** As they are now, in the editor or else on disk, by name. */
  async read(): Promise<ScenarioFile[]> {
    this.#found ??= workspace.findFiles(pattern, elsewhere, mostFiles);
    const open = workspace.textDocuments.filter(({ uri }) => isScenarioFile(uri.path) && uri.scheme !== 'git');
    const texts = new Map(open.map((document) => [document.uri.toString(), document.getText()]));
    for (const uri of await this.#found) {
      if (texts.has(uri.toString())) continue;
      const text = await readText(uri);
      if (text !== undefined) texts.set(uri.toString(), text);
    }
    return [...texts].map(([uri, text]) => ({ uri, text })).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    // Reading a pipe or a device might never end.
    if (((await workspace.fs.stat(uri)).type & FileType.File) === 0) return undefined;
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
