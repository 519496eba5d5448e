import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import fc from '../../../test/support/fastCheck.ts';
import { span } from './span.ts';
import { applyEdits, inOrder, type TextEdit } from './textEdit.ts';

const text = 'one\ntwo\r\nthree\n';

test('edits in order are what the reference library of LSP applies, and it refuses those that overlap', () => {
  const document = TextDocument.create('file:///a', 'yaml', 1, text);
  // Whole lines and words: an offset between \r and \n is no position of LSP.
  const offset = fc.constantFrom(0, 1, 3, 4, 6, 7, 9, 11, 14, 15);
  const edit = fc
    .tuple(offset, offset, fc.constantFrom('', 'x', 'y\n'))
    .map(([a, b, newText]) => ({ span: span(Math.min(a, b), Math.max(a, b)), newText }));
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
      const inEditor = (ordered: readonly TextEdit[]) => () =>
        TextDocument.applyEdits(
          document,
          ordered.map(({ span: { start, end }, newText }) => ({
            range: { start: document.positionAt(start), end: document.positionAt(end) },
            newText,
          })),
        );
      const ordered = inOrder(edits);
      if (ordered) expect(applyEdits(text, edits)).toBe(inEditor(ordered)());
      else expect(inEditor(edits)).toThrow('Overlapping edit');
    }),
    { numRuns: 1000 },
  );
});

test('what is inserted where something is removed stands before that', () => {
  const removal = { span: span(4, 9), newText: '' };
  const insertion = { span: span(4, 4), newText: '2\n' };
  expect(inOrder([removal, insertion])).toEqual([insertion, removal]);
});
