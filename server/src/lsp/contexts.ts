/** What the surroundings of a document say about it: settings, and the kustomizations above it. */
import { type Connection, DidChangeWatchedFilesNotification, type InitializeParams } from 'vscode-languageserver';
import type { Settings } from '../features/settings.ts';
import type { ManifestContext } from '../manifest/context.ts';
import { foldersAbove, type Kustomization, kustomizationNames, roleOf } from '../manifest/kustomization.ts';
import type { Host } from './host.ts';

type Role = ManifestContext['role'];

export class Contexts {
  readonly #connection: Connection;
  readonly #read: Host['readFile'];
  readonly #roles = new Map<string, Promise<Role>>();
  /** The same surroundings are the same object, so that what was read in them can be kept. */
  readonly #known = new WeakMap<Settings, Map<Role, ManifestContext>>();
  #registers = false;

  /** `read` gives the text of a file as it is in the editor, else on disk. `changed` is called when contexts may differ. */
  constructor(connection: Connection, read: Host['readFile'], changed: () => void) {
    this.#connection = connection;
    this.#read = read;
    connection.onDidChangeWatchedFiles(() => {
      this.#roles.clear();
      changed();
    });
  }

  initialize({ capabilities }: InitializeParams): void {
    this.#registers = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  }

  listen(): void {
    if (!this.#registers) return;
    const watchers = kustomizationNames.map((name) => ({ globPattern: `**/${name}` }));
    void this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  async of(uri: string, settings: Settings): Promise<ManifestContext> {
    let role = this.#roles.get(uri);
    if (!role) {
      role = this.#findRole(uri);
      this.#roles.set(uri, role);
    }
    return this.#context(settings, await role);
  }

  /** Whether a document may say what others are used for. */
  isKustomization(uri: string): boolean {
    return kustomizationNames.some((name) => uri.endsWith(`/${name}`));
  }

  /** Call when a kustomization changed. */
  forgetAll(): void {
    this.#roles.clear();
  }

  forget(uri: string): void {
    this.#roles.delete(uri);
  }

  async #findRole(uri: string): Promise<Role> {
    const kustomizations: Kustomization[] = [];
    for (const folder of foldersAbove(uri).filter((above) => !above.endsWith('/'))) {
      const texts = await Promise.all(kustomizationNames.map((name) => this.#read(`${folder}/${name}`)));
      const text = texts.find((found) => found !== undefined);
      if (text !== undefined) kustomizations.push({ folder: decoded(folder), text });
    }
    return roleOf(decoded(uri), kustomizations);
  }

  #context(settings: Settings, role: Role): ManifestContext {
    let contexts = this.#known.get(settings);
    if (!contexts) {
      contexts = new Map();
      this.#known.set(settings, contexts);
    }
    let context = contexts.get(role);
    if (!context) {
      context = { podPaths: settings.podPaths, ...(role === undefined ? {} : { role }) };
      contexts.set(role, context);
    }
    return context;
  }
}

/** A URI as a person would write it; one that is not encoded well stays as it is. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
