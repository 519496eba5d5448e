import { Uri, window, workspace } from 'vscode';
import { clientMessages as say } from './messages.ts';
import { textOf } from './text.ts';

/** Writes a file beside another one, under a name and in a folder that the user chooses. */
export async function saveFile(beside: Uri, name: string, content: string | Uint8Array): Promise<void> {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(beside, '..', name.replace(/[\\/]/g, '-')),
    filters: { [extension.toUpperCase()]: [extension] },
    title: textOf(say.saveExport()),
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, typeof content === 'string' ? new TextEncoder().encode(content) : content);
}
