/** Manifests as they would be with other settings: the right side of a diff. */
import { commands, type Disposable, type TextDocument, type TextEdit, Uri, workspace } from 'vscode';
import { applyEdits } from '../../server/src/base/textEdit.ts';

const scheme = 'probewise-tuned';

const texts = new Map<string, string>();

/** Call once; VS Code asks it for the texts. */
export function provideTunedDocuments(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
}

/** Shows a document beside itself after edits; nothing is written. */
export async function showTuned(document: TextDocument, edits: readonly TextEdit[], title: string): Promise<void> {
  const after = applyEdits(
    document.getText(),
    edits.map(({ range, newText }) => ({
      span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      newText,
    })),
  );
  const uri = Uri.from({ scheme, path: document.uri.path, query: String(document.version) });
  texts.clear();
  texts.set(uri.toString(), after);
  await commands.executeCommand('vscode.diff', document.uri, uri, title, { preview: true });
}
