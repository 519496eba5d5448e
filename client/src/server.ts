import { type Disposable, EventEmitter, type LogOutputChannel, type TextDocument } from 'vscode';
import {
  type BaseLanguageClient,
  DidChangeConfigurationNotification,
  HoverRequest,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient';
import { duration, type Message } from '../../server/src/base/message.ts';
import {
  type ClientOptions,
  type MeaningChangedParams,
  meaningChangedNotification,
} from '../../server/src/lsp/protocol.ts';
import { restartWithBackOff } from './crashes.ts';
import { documentFilters } from './manifests.ts';
import { clientMessages as say } from './messages.ts';
import { pagesBase } from './pages.ts';
import { whenYamlExtensionIsThere, YamlExtension } from './yamlExtension.ts';

export type ServerState = 'idle' | 'starting' | 'running' | 'stopped';

/** Makes a client that knows where its server runs. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** The language server: started by the first manifest and only then. */
export class Server implements Disposable {
  readonly client: BaseLanguageClient;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.#stateChanged.event;
  readonly #meaningChanged = new EventEmitter<MeaningChangedParams>();
  readonly onDidChangeMeaning = this.#meaningChanged.event;
  #state: ServerState = 'idle';
  #trouble: Message | undefined;
  #started: Promise<void> | undefined;
  readonly #yamlExtension = new YamlExtension();

  constructor(createClient: CreateClient, log: LogOutputChannel) {
    this.client = createClient({
      documentSelector: documentFilters(),
      outputChannel: log,
      middleware: this.#yamlExtension.middleware,
      errorHandler: restartWithBackOff({
        nowMs: () => Date.now(),
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        onCrash: (count, waitMs) => {
          log.error(
            `The language server ended (${count}). ${waitMs === undefined ? 'No restart' : `Restart in ${waitMs} ms`}`,
          );
          this.#trouble = waitMs === undefined ? say.gaveUp({ count }) : say.restarting({ duration: duration(waitMs) });
          this.#stateChanged.fire(this.#state);
        },
      }),
      initializationOptions: {
        pages: { base: pagesBase, command: 'probewise.openPage' },
        suppress: 'probewise.suppress',
        goTo: 'probewise.goToFinding',
      } satisfies ClientOptions,
    });
    this.#yamlExtension.onDidChange(() => {
      // The server asks for its settings anew.
      if (this.#state === 'running')
        void this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    });
    this.client.onNotification(meaningChangedNotification, (params: MeaningChangedParams) =>
      this.#meaningChanged.fire(params),
    );
    this.client.onDidChangeState(({ newState }) => {
      this.#setState(newState === State.Running ? 'running' : newState === State.Stopped ? 'stopped' : 'starting');
    });
  }

  /** Why there is no server at the moment, where it ended by itself. */
  get trouble(): Message | undefined {
    return this.#trouble;
  }

  /** How many findings of a document are left to the YAML extension. */
  leftToOthersIn(document: TextDocument): number {
    return this.#yamlExtension.leftIn(document.uri);
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server unless it was started already. Settles when it is ready for requests. */
  start(): Promise<void> {
    this.#started ??= this.client.start().then(() => {
      void whenYamlExtensionIsThere(() => this.#showHoversFirst());
    });
    return this.#started;
  }

  async restart(): Promise<void> {
    if (this.#started === undefined) return this.start();
    this.#started = this.client.stop().then(() => this.client.start());
    return this.#started;
  }

  async dispose(): Promise<void> {
    this.#stateChanged.dispose();
    this.#meaningChanged.dispose();
    this.#yamlExtension.dispose();
    await this.client.dispose();
  }

  /** VS Code shows the hover of the provider first that was registered last. */
  #showHoversFirst(): void {
    const hovers = this.client.getFeature(HoverRequest.method);
    hovers.clear();
    hovers.register({ id: 'probewise-hover', registerOptions: { documentSelector: documentFilters() } });
  }

  #setState(state: ServerState): void {
    this.#state = state;
    if (state === 'running') this.#trouble = undefined;
    this.#stateChanged.fire(state);
  }
}
