import { type Event, extensions, type Uri, window, workspace } from 'vscode';
import { type MadeOf, type SimulatedTextResult, simulatedTextRequest } from '../../server/src/lsp/protocol.ts';
import { clientMessages as say } from './messages.ts';
import type { Committed } from './panel/panelContext.ts';
import { textOf } from './text.ts';

/** What of the API of VS Code's built-in Git extension is used; its own types are no package. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<unknown>;
  getRepository(uri: Uri): Repository | null;
}

interface Repository {
  readonly state: Readonly<Record<'indexChanges' | 'workingTreeChanges' | 'mergeChanges', readonly Change[]>> & {
    /** Where the user has them apart from the others. */
    readonly untrackedChanges?: readonly Change[];
  };
  /** Looks which files are changed. */
  status(): Promise<void>;
  show(ref: string, path: string): Promise<string>;
}

interface Change {
  readonly uri: Uri;
  /** Before it was renamed. */
  readonly originalUri: Uri;
}

type Ask = <Response>(request: string, params: object) => Promise<Response>;

/** A manifest, and the files of a chart or an overlay that it is made of, as committed last; undefined where it was not, which the user is told. */
export async function committed(uri: Uri, ask: Ask): Promise<Committed | undefined> {
  const git = await extensions.getExtension<GitExtension>('vscode.git')?.activate();
  if (!git?.enabled) {
    void window.showInformationMessage(textOf(say.noGit()));
    return undefined;
  }
  const api = git.getAPI(1);
  // It looks for repositories first.
  if (api.state === 'uninitialized') await next(api.onDidChangeState);
  const repository = api.getRepository(uri);
  const text = repository === null ? null : await textAtHead(repository, uri);
  if (repository === null || text === null) {
    void window.showInformationMessage(textOf(say.notCommitted()));
    return undefined;
  }
  const textDocument = { uri: uri.toString() };
  const { madeOf } = (await ask<SimulatedTextResult | null>(simulatedTextRequest, { textDocument })) ?? {};
  return { text, others: madeOf === undefined ? {} : await otherTexts(repository, uri, madeOf) };
}

function next(event: Event<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const listening = event(() => {
      listening.dispose();
      resolve();
    });
  });
}

/** Of the files that it is made of, those that may be other ones today. */
async function otherTexts(repository: Repository, own: Uri, { uris, below }: MadeOf): Promise<Committed['others']> {
  await repository.status();
  const { indexChanges, workingTreeChanges, mergeChanges, untrackedChanges = [] } = repository.state;
  const changes = [...indexChanges, ...workingTreeChanges, ...mergeChanges, ...untrackedChanges];
  const unsaved = workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri);
  const candidates = [...changes.flatMap(({ uri, originalUri }) => [uri, originalUri]), ...unsaved];
  const known = new Set(uris);
  const isPart = (name: string) => known.has(name) || (below !== undefined && name.startsWith(`${below}/`));
  const wanted = new Map(candidates.map((uri) => [uri.toString(), uri] as const));
  wanted.delete(own.toString());
  const texts = [...wanted]
    .filter(([name]) => isPart(name))
    .map(async ([name, uri]) => [name, await textAtHead(repository, uri)] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Null where the last commit has no such file. */
async function textAtHead(repository: Repository, { fsPath }: Uri): Promise<string | null> {
  try {
    return await repository.show('HEAD', fsPath);
  } catch {
    return null;
  }
}
