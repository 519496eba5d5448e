/** A language client in the test's own process, connected to the real server by two streams. */
import { PassThrough } from 'node:stream';
import {
  type Connection,
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '../../server/src/base/textEdit.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { nodeTimer } from '../../server/src/node/timer.ts';

interface CodeActionLike {
  readonly title: string;
  readonly command?: { readonly command: string; readonly arguments?: unknown[] };
  readonly edit?: { readonly changes?: Record<string, { readonly range: Range; readonly newText: string }[]> };
}

interface StartOptions {
  /** The client lets itself be asked for these. */
  readonly settings?: unknown;
  /** What the server finds on disk, by URI. */
  readonly files?: Readonly<Record<string, string>>;
  readonly initializationOptions?: unknown;
  /** Another server than ours. */
  readonly server?: (connection: Connection) => void | Promise<void>;
}

type Position = { line: number; character: number };
type Range = { start: Position; end: Position };

export class TestClient {
  readonly connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly #publications = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  /** What the client answers when the server asks for the section `probewise`, or a function of the section. */
  #settings: unknown;
  #capabilities: Readonly<Record<string, unknown>> = {};

  private constructor(connection: ProtocolConnection, settings: unknown) {
    this.connection = connection;
    this.#settings = settings;
    connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
      items.map(({ section }) => (typeof this.#settings === 'function' ? this.#settings(section) : this.#settings)),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#diagnostics.set(params.uri, params);
      this.#publications.set(params.uri, this.publications(params.uri) + 1);
      for (const go of this.#waiting.splice(0)) go();
    });
    connection.listen();
  }

  static async start({ settings, files = {}, initializationOptions, server }: StartOptions = {}): Promise<TestClient> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const ours = (connection: Connection) => {
      const readFile = async (file: string) => files[file];
      startServer(connection, { timer: nodeTimer, nowMs: () => performance.now(), readFile });
    };
    await (server ?? ours)(
      createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    );
    const client = new TestClient(
      createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
      settings,
    );
    const capabilities =
      settings === undefined
        ? {}
        : { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } };
    const params = { processId: null, rootUri: null, capabilities, initializationOptions };
    const answer = await client.connection.sendRequest<{ capabilities: object }>('initialize', params);
    client.#capabilities = { ...answer.capabilities };
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Whether the server said when it started that it has this provider. */
  can(provider: string): boolean {
    return this.#capabilities[provider] !== undefined;
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of `from`, as typing does: one incremental change. */
  async edit(uri: string, from: string, to: string): Promise<void> {
    const document = this.#documents.get(uri)!;
    const start = document.getText().indexOf(from);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    const version = document.version + 1;
    const contentChanges = [{ range, text: to }];
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** Changes what the client answers, and says so. */
  async configure(settings: unknown): Promise<void> {
    this.#settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** The diagnostics of the newest version, once they arrive. */
  async diagnostics(uri: string): Promise<PublishDiagnosticsParams['diagnostics']> {
    const version = this.#documents.get(uri)!.version;
    for (;;) {
      const known = this.#diagnostics.get(uri);
      if (known?.version === version) return known.diagnostics;
      await this.nextPublication();
    }
  }

  /** The diagnostics of a file that came last, whatever its version; undefined where none came. */
  publishedFor(uri: string): PublishDiagnosticsParams['diagnostics'] | undefined {
    return this.#diagnostics.get(uri)?.diagnostics;
  }

  /** How many times diagnostics of a document have come. */
  publications(uri: string): number {
    return this.#publications.get(uri) ?? 0;
  }

  /** Waits until the errors of a document are these, each as its line and rule. */
  async expectErrors(uri: string, ...expected: string[]): Promise<void> {
    for (;;) {
      const next = this.nextPublication();
      const found = (await this.diagnostics(uri))
        .filter(({ severity }) => severity === 1)
        .map(({ range, code }) => `${range.start.line + 1} ${code}`);
      if (JSON.stringify(found) === JSON.stringify(expected)) return;
      await next;
    }
  }

  nextPublication(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  textOf(uri: string): string {
    return this.#documents.get(uri)!.getText();
  }

  /** The position of `text` in the document, moved by `delta` characters. */
  positionOf(uri: string, text: string, delta = 0): Position {
    const document = this.#documents.get(uri)!;
    return document.positionAt(document.getText().indexOf(text) + delta);
  }

  async codeActions(uri: string, range: Range, only?: string[]): Promise<CodeActionLike[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  }

  /** The text of the document after an action. */
  applied(uri: string, action: CodeActionLike): string {
    const document = this.#documents.get(uri)!;
    const edits = action.edit!.changes![uri]!.map(({ range, newText }) => ({
      span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      newText,
    }));
    return applyEdits(document.getText(), edits);
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }
}
