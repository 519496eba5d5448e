import assert from 'node:assert/strict';
import { type CompletionList, commands, Position, Selection, type TextDocument, window } from 'vscode';
import { closeTexts, openText } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{ name: http, containerPort: 80 }]
      `;

/** Shows the document with the cursor at its end. */
async function show(document: TextDocument): Promise<void> {
  const editor = await window.showTextDocument(document);
  const end = document.positionAt(document.getText().length);
  editor.selection = new Selection(end, end);
}

function suggestions(document: TextDocument, position: Position): Thenable<CompletionList> {
  return commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, position);
}

describe('Completion', () => {
  afterEach(closeTexts);

  it('offers whole workloads for the first word of a document', async () => {
    const document = await openText('d');
    await show(document);
    await eventually('the completion', async () => {
      const { items } = await suggestions(document, new Position(0, 1));
      return items.some(({ label }) => label === 'deploy') || undefined;
    });
  });

  it('writes a field with its list at the right columns', async () => {
    const document = await openText(`${pod}volumeM`);
    await show(document);
    const expected = `${pod}volumeMounts:\n        - name: \n          mountPath: `;
    await eventually('the completion', async () => {
      const { items } = await suggestions(document, window.activeTextEditor!.selection.active);
      return items.some(({ label }) => label === 'volumeMounts') || undefined;
    });
    await commands.executeCommand('editor.action.triggerSuggest');
    await eventually('the completion', async () => {
      await commands.executeCommand('acceptSelectedSuggestion');
      return document.getText() !== `${pod}volumeM` || undefined;
    });
    const found = document.getText();
    assert.ok(
      found === expected || found === expected.replace(/name: (\n +)mountPath: /, 'mountPath: $1name: '),
      JSON.stringify(found),
    );
  });

  it('leaves Enter to the one who types', async () => {
    const document = await openText('');
    await show(document);
    const typed = 'apiVersion: v1\nkind: Pod\nmetadata:\n';
    for (const text of typed) await commands.executeCommand('type', { text });
    assert.equal(document.getText().replace(/[ \t]+$/gm, ''), typed);
  });
});
