import { Uri, window, workspace } from 'vscode';
import type { Command } from './command.ts';

/** Opens the walkthrough's example, unsaved: mistakes with fixes, a probe with a consequence, a pod to simulate. */
export const openExample: Command = async ({ context }) => {
  const source = Uri.joinPath(context.extensionUri, 'images/walkthrough/shop.yaml');
  const content = new TextDecoder().decode(await workspace.fs.readFile(source));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content }));
};
