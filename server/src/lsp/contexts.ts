/** What stands around each document: the settings, and the kustomizations above it. */
import { type Connection, DidChangeWatchedFilesNotification, type InitializeParams } from 'vscode-languageserver';
import { configFileName } from '../features/config/configFile.ts';
import { kustomizationNames } from '../kubernetes/kustomizationNames.ts';
import type { ManifestContext, ReadText } from '../manifest/context.ts';
import { FileContexts } from '../manifest/fileContexts.ts';
import type { Configuration } from './configuration.ts';
import { decodedUri } from './decodedUri.ts';

/** Files that are watched together with those that give contexts. */
export interface OtherFiles {
  /** Patterns of their names. */
  readonly names: readonly string[];
  changed(uris: readonly string[]): void;
}

export class Contexts {
  readonly #connection: Connection;
  readonly #configuration: Configuration;
  readonly #files: FileContexts;
  readonly #changed: () => void;
  readonly #others: OtherFiles | undefined;
  #registers = false;

  /** `read` gives the text of a file as the editor knows it, else as the disk does. `changed`: contexts may be others. `others`: watched, too. */
  constructor(
    connection: Connection,
    configuration: Configuration,
    read: ReadText,
    changed: () => void,
    others: OtherFiles | undefined,
  ) {
    this.#connection = connection;
    this.#configuration = configuration;
    this.#files = new FileContexts(read, decodedUri);
    this.#changed = changed;
    this.#others = others;
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const uris = changes.map(({ uri }) => uri);
      this.forget(uris);
      others?.changed(uris);
    });
  }

  initialize({ capabilities }: InitializeParams): void {
    this.#registers = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  }

  listen(): void {
    if (!this.#registers) return;
    const watchers = [...kustomizationNames, configFileName, ...(this.#others?.names ?? [])].map((name) => ({
      globPattern: `**/${name}`,
    }));
    void this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  /** The contexts of documents, open or not; the same object as long as they are equal. */
  async of(uris: readonly string[]): Promise<ManifestContext[]> {
    const settings = await this.#configuration.ofAll(uris);
    return Promise.all(uris.map((uri, index) => this.#files.of(uri, settings[index]!.podPaths)));
  }

  /** Call when files changed, came or went. */
  forget(uris: readonly string[]): void {
    this.#configuration.filesChanged(uris);
    const kustomizations = uris.filter((uri) => this.#files.forget(uri));
    if (kustomizations.length > 0) this.#changed();
  }

  /** Call when whole folders went. */
  forgetAll(): void {
    this.#files.forgetAll();
    this.#changed();
  }
}
