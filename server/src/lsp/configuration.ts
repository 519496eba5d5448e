/** The settings as the client has them: asked for where it answers, else what it sends by itself. */
import { type Connection, DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import { readSettings, type Settings } from '../features/settings.ts';

const section = 'probewise';

export class Configuration {
  readonly #connection: Connection;
  readonly #byUri = new Map<string, Promise<Settings>>();
  /** The same settings are the same object, so that work done under them can be remembered by it. */
  readonly #known = new Map<string, Settings>();
  #asks = false;
  #registers = false;
  #sent: unknown;

  /** `changed` is called after each change of settings. */
  constructor(connection: Connection, changed: () => void) {
    this.#connection = connection;
    connection.onDidChangeConfiguration(({ settings }) => {
      const sent = (settings as Record<string, unknown> | null)?.[section];
      if (sent !== undefined) this.#sent = sent;
      this.#byUri.clear();
      changed();
    });
  }

  /** Call when the client introduces itself. */
  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    this.#asks = capabilities.workspace?.configuration ?? false;
    this.#registers = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration ?? false;
    this.#sent = initializationOptions;
  }

  /** Call when the client is ready for requests. */
  listen(): void {
    if (this.#registers) void this.#connection.client.register(DidChangeConfigurationNotification.type, { section });
  }

  /** The settings for a document. */
  async of(uri: string): Promise<Settings> {
    return (await this.ofAll([uri]))[0]!;
  }

  /** The settings for each document; those that are not known are asked for at once. */
  ofAll(uris: readonly string[]): Promise<Settings[]> {
    const unknown = uris.filter((uri) => !this.#byUri.has(uri));
    const asked = unknown.length === 0 ? undefined : this.#ask(unknown);
    for (const [index, uri] of unknown.entries())
      this.#byUri.set(
        uri,
        asked!.then((raw) => this.#same(readSettings(raw[index]))),
      );
    return Promise.all(uris.map((uri) => this.#byUri.get(uri)!));
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** What the client says for each document. */
  async #ask(uris: readonly string[]): Promise<unknown[]> {
    if (this.#asks) {
      try {
        return await this.#connection.workspace.getConfiguration(uris.map((uri) => ({ scopeUri: uri, section })));
      } catch (error) {
        this.#connection.console.error(`The client does not tell its settings: ${String(error)}`);
      }
    }
    return uris.map(() => this.#sent);
  }

  #same(settings: Settings): Settings {
    const key = JSON.stringify(settings);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, settings);
    return settings;
  }
}
