/** A fix as an editor applies it. */
import { expect } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '../../base/textEdit.ts';
import type { Fix } from '../finding.ts';

/**
 * The text after the fix. Fails where LSP's reference library refuses the edits, which overlap then, or reads them
 * otherwise than `applyEdits`: an editor would do something else than the tests.
 */
export function applyFix(text: string, { edits }: Pick<Fix, 'edits'>): string {
  const document = TextDocument.create('file:///fixture.yaml', 'yaml', 1, text);
  const inEditor = TextDocument.applyEdits(
    document,
    edits.map(({ span, newText }) => ({
      range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
      newText,
    })),
  );
  expect(applyEdits(text, edits), JSON.stringify(edits)).toBe(inEditor);
  return inEditor;
}
