/** The files of the workspace for a client that does not send them: read at the start, and again when they change. */
import type { InitializeParams } from 'vscode-languageserver';
import type { OtherFiles } from './contexts.ts';
import type { WorkspaceFilesParams } from './protocol.ts';
import type { PlainWorkspace, RuntimeEnvironment } from './runtime.ts';

const extensions = /\.(?:ya?ml|json|tpl)$/;

export class PlainFiles implements OtherFiles {
  readonly names = ['*.{yaml,yml,json,tpl}'];
  readonly #workspace: PlainWorkspace;
  readonly #runtime: RuntimeEnvironment;
  readonly #notify: (params: WorkspaceFilesParams) => void;
  #folders: readonly string[] = [];

  constructor(workspace: PlainWorkspace, runtime: RuntimeEnvironment, notify: (params: WorkspaceFilesParams) => void) {
    this.#workspace = workspace;
    this.#runtime = runtime;
    this.#notify = notify;
  }

  initialize({ workspaceFolders, rootUri }: InitializeParams): void {
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  }

  async readAll(): Promise<void> {
    let complete = this.#folders.length > 0;
    for (const folder of this.#folders) {
      const found = await this.#workspace.manifestsBelow(folder);
      complete &&= found.complete;
      this.#notify({ changed: found.files, deleted: [] });
    }
    if (this.#folders.length > 0) this.#notify({ changed: [], deleted: [], complete });
  }

  changed(uris: readonly string[]): void {
    void this.#read(uris.filter((uri) => extensions.test(uri)));
  }

  async #read(uris: readonly string[]): Promise<void> {
    const files = await Promise.all(uris.map(async (uri) => ({ uri, text: await this.#runtime.readFile(uri) })));
    const changed = files.flatMap(({ uri, text }) => (text === undefined ? [] : [{ uri, text }]));
    const deleted = files.flatMap(({ uri, text }) => (text === undefined ? [uri] : []));
    if (files.length > 0) this.#notify({ changed, deleted });
  }
}
