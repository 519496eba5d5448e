import { ConfigurationTarget, type QuickPickItem, window, workspace } from 'vscode';
import { clientMessages as say } from '../messages.ts';
import { requestTarget } from '../target.ts';
import { textOf } from '../text.ts';
import type { Command } from './command.ts';

/** Lets the user choose the files of values that stand over a chart's own, the later over the earlier. */
export const selectValueFiles: Command = async ({ server }) => {
  const document = window.activeTextEditor?.document;
  const files = document && (await requestTarget(server, document))?.valueFiles;
  if (!document || !files) {
    void window.showInformationMessage(textOf(say.noChart()));
    return;
  }
  // What is chosen already keeps its order.
  const names = [...files.chosen, ...files.all.filter((name) => !files.chosen.includes(name))];
  if (names.length === 0) {
    void window.showInformationMessage(textOf(say.noValueFiles()));
    return;
  }
  const items = names.map((label): QuickPickItem => ({ label, picked: files.chosen.includes(label) }));
  const title = textOf(say.pickValueFiles());
  const picked = await window.showQuickPick(items, { title, canPickMany: true });
  if (picked === undefined) return;
  const chosen = picked.map(({ label }) => label);
  const scope = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace
    .getConfiguration('probewise', document)
    .update('helm.valueFiles', chosen.length === 0 ? undefined : chosen, scope);
};
