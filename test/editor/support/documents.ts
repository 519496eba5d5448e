import { commands, type Extension, extensions, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Api } from '../../../client/src/extension.ts';
import { eventually } from './eventually.ts';

/** The extension under test. */
export function probewise(): Extension<Api> {
  const extension = extensions.getExtension<Api>('probewise.probewise');
  if (extension === undefined) throw new Error('Probewise is not installed.');
  return extension;
}

/** Shows a file of the workspace. */
export async function open(path: string): Promise<TextDocument> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('No folder is open.');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, path));
  await window.showTextDocument(document);
  return document;
}

/** Opens a new, unsaved document with a text; no editor shows it. */
export async function openText(content: string, language = 'yaml'): Promise<TextDocument> {
  // The name of a document that is just being closed may be given again, and with it that document.
  return eventually('a fresh document', async () => {
    const document = await workspace.openTextDocument({ language, content });
    return document.getText() === content && document;
  });
}

/** Closes what `openText` opened: documents that are open know of each other. */
export async function closeTexts(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isUntitled }) => isUntitled)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually('the document is closed', () => document.isClosed);
  }
}
