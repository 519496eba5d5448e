import { type Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import { type TargetResult, targetRequest } from '../../server/src/lsp/protocol.ts';
import { documentFilters, looksLikeManifest } from './manifests.ts';
import { clientMessages as say } from './messages.ts';
import type { Server } from './server.ts';
import { textOf } from './text.ts';

/** Which release a document is checked against; undefined where nobody can tell yet. */
export async function requestTarget(server: Server, document: TextDocument): Promise<TargetResult | undefined> {
  if (server.state !== 'running' || !looksLikeManifest(document)) return undefined;
  const textDocument = { uri: document.uri.toString() };
  return (await server.client.sendRequest<TargetResult | null>(targetRequest, { textDocument })) ?? undefined;
}

const sources = {
  comment: say.setByComment,
  setting: say.setBySetting,
  default: say.setByDefault,
} as const satisfies Readonly<Record<TargetResult['source'], unknown>>;

/** Typing shows in the status when it pauses. */
const delayMs = 300;

/** Shows in the language status which release of Kubernetes the active manifest is checked against. */
export function showTarget(server: Server): Disposable {
  let item: ReturnType<typeof languages.createLanguageStatusItem> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const show = async () => {
    const document = window.activeTextEditor?.document;
    const target = document && (await requestTarget(server, document));
    // The editor may have changed while the server answered.
    if (document !== window.activeTextEditor?.document) return;
    if (target === undefined) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= languages.createLanguageStatusItem('probewise.kubernetes', documentFilters());
    item.name = textOf(say.releaseName());
    item.text = textOf(say.release({ release: target.kubernetes }));
    item.detail = textOf(sources[target.source]());
    item.command = { command: 'probewise.selectKubernetesVersion', title: textOf(say.change()) };
  };
  const schedule = (ms: number) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void show().catch(() => undefined), ms);
  };

  const subscriptions = [
    server.onDidChangeState(() => schedule(0)),
    window.onDidChangeActiveTextEditor(() => schedule(0)),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) schedule(delayMs);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('probewise')) schedule(delayMs);
    }),
  ];
  return {
    dispose() {
      clearTimeout(waiting);
      for (const subscription of subscriptions) subscription.dispose();
      item?.dispose();
    },
  };
}
