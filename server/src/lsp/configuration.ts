/**
 * The settings of each document: those of the client, asked for where it answers, else what it sends by itself, and over
 * them those of the nearest config file.
 */
import { type Connection, DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import type { ConfigFiles } from '../features/config/configFiles.ts';
import { mergeConfig } from '../features/config/mergeConfig.ts';
import { readSettings, type Settings } from '../features/settings.ts';

const section = 'probewise';

export class Configuration {
  readonly #connection: Connection;
  readonly #configFiles: ConfigFiles;
  readonly #changed: () => void;
  readonly #byUri = new Map<string, Promise<Settings>>();
  /** The same settings are the same object, so that work done under them can be remembered by it. */
  readonly #known = new Map<string, Settings>();
  #asks = false;
  #registers = false;
  #sent: unknown;

  /** `changed` is called after each change of settings. */
  constructor(connection: Connection, configFiles: ConfigFiles, changed: () => void) {
    this.#connection = connection;
    this.#configFiles = configFiles;
    this.#changed = changed;
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
        asked!.then((raw) => this.#settingsOf(uri, raw[index])),
      );
    return Promise.all(uris.map((uri) => this.#byUri.get(uri)!));
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** Call when files changed, came or went. */
  filesChanged(uris: readonly string[]): void {
    const configs = uris.filter((uri) => this.#configFiles.forget(uri));
    if (configs.length === 0) return;
    this.#byUri.clear();
    this.#changed();
  }

  async #settingsOf(uri: string, raw: unknown): Promise<Settings> {
    const config = await this.#configFiles.of(uri);
    return this.#same(readSettings(config ? mergeConfig(raw, config.values) : raw));
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
