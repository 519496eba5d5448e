import { type Disposable, EventEmitter, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { DidChangeConfigurationNotification, LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import type { ClientOptions } from '../../server/src/lsp/protocol.ts';
import { documentFilters } from './manifests.ts';
import { pagesBase } from './pages.ts';
import { YamlExtension } from './yamlExtension.ts';

export type ServerState = 'idle' | 'starting' | 'running' | 'stopped';

/** The language server: a Node process of its own, started by the first manifest and only then. */
export class Server implements Disposable {
  readonly client: LanguageClient;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.#stateChanged.event;
  #state: ServerState = 'idle';
  #started: Promise<void> | undefined;
  readonly #yamlExtension = new YamlExtension();

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    const module = context.asAbsolutePath('dist/server/server.cjs');
    this.client = new LanguageClient(
      'probewise',
      'Probewise',
      {
        run: { module, transport: TransportKind.ipc },
        debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
      },
      {
        documentSelector: documentFilters(),
        outputChannel: log,
        middleware: this.#yamlExtension.middleware,
        initializationOptions: { pages: { base: pagesBase, command: 'probewise.openPage' } } satisfies ClientOptions,
      },
    );
    this.#yamlExtension.onDidChange(() => {
      // The server asks for its settings anew.
      if (this.#state === 'running')
        void this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    });
    this.client.onDidChangeState(({ newState }) => {
      this.#setState(newState === State.Running ? 'running' : newState === State.Stopped ? 'stopped' : 'starting');
    });
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server unless it was started already. Settles when it is ready for requests. */
  start(): Promise<void> {
    this.#started ??= this.client.start();
    return this.#started;
  }

  async restart(): Promise<void> {
    if (this.#started === undefined) return this.start();
    this.#started = this.client.restart();
    return this.#started;
  }

  async dispose(): Promise<void> {
    this.#stateChanged.dispose();
    this.#yamlExtension.dispose();
    await this.client.dispose();
  }

  #setState(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
