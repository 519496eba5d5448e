import { randomUUID } from 'node:crypto';
import {
  commands,
  type Extension,
  extensions,
  Position,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { Api } from '../../../client/src/activate.ts';

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

const endings: Readonly<Record<string, string>> = { markdown: 'md' };

/**
 * Opens a new, unsaved document with a text; no editor shows it. Each has a name of its own: VS Code gives the name of
 * one that is just being closed again, and its text with it.
 */
export async function openText(content: string, language = 'yaml'): Promise<TextDocument> {
  const path = `/${randomUUID()}.${endings[language] ?? language}`;
  const document = await workspace.openTextDocument(Uri.from({ scheme: 'untitled', path }));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), content);
  await workspace.applyEdit(edit);
  return document;
}

/** Closes what `openText` opened: documents that are open know of each other. */
export async function closeTexts(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isUntitled }) => isUntitled)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
