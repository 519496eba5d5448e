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
  of(uri: string): Promise<Settings> {
    let settings = this.#byUri.get(uri);
    if (!settings) {
      settings = this.#ask(uri).then((raw) => this.#same(readSettings(raw)));
      this.#byUri.set(uri, settings);
    }
    return settings;
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  async #ask(uri: string): Promise<unknown> {
    if (!this.#asks) return this.#sent;
    try {
      return await this.#connection.workspace.getConfiguration({ scopeUri: uri, section });
    } catch (error) {
      this.#connection.console.error(`The client does not tell its settings: ${String(error)}`);
      return this.#sent;
    }
  }

  #same(settings: Settings): Settings {
    const key = JSON.stringify(settings);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, settings);
    return settings;
  }
}
