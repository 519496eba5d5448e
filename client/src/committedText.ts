import { extensions, type Uri, window } from 'vscode';
import { clientMessages as say } from './messages.ts';
import { textOf } from './text.ts';

/** What of the API of VS Code's built-in Git extension is used; its own types are no package. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: Uri): { show(ref: string, path: string): Promise<string> } | null };
}

/** The text of a file as it was committed last; undefined where there is none, which the user is told. */
export async function committedText(uri: Uri): Promise<string | undefined> {
  const git = await extensions.getExtension<GitExtension>('vscode.git')?.activate();
  if (!git?.enabled) {
    void window.showInformationMessage(textOf(say.noGit()));
    return undefined;
  }
  try {
    const text = await git.getAPI(1).getRepository(uri)?.show('HEAD', uri.fsPath);
    if (text !== undefined) return text;
  } catch {
    // Git says so of a file that is new.
  }
  void window.showInformationMessage(textOf(say.notCommitted()));
  return undefined;
}
