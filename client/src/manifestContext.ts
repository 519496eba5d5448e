/** Tells VS Code whether the active editor shows a manifest, so that buttons and menus stand where they do something. */
import { commands, type Disposable, window, workspace } from 'vscode';
import { looksLikeManifest } from './manifests.ts';

const key = 'probewise.isManifest';

export function markManifests(): Disposable {
  let last: boolean | undefined;
  const mark = () => {
    const document = window.activeTextEditor?.document;
    const is = document !== undefined && looksLikeManifest(document);
    if (is === last) return;
    last = is;
    void commands.executeCommand('setContext', key, is);
  };
  mark();
  const subscriptions = [
    window.onDidChangeActiveTextEditor(mark),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) mark();
    }),
  ];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
