import { expect, test } from 'vitest';
import { applyEdits } from '../base/textEdit.ts';
import { indentAfterEnter } from './onEnter.ts';

/** The text after Enter was pressed at `|`, with the indentation that the editor gave, and after our edit. */
function entered(text: string): string {
  const offset = text.indexOf('|>');
  const plain = text.replace('|>', '');
  const edit = indentAfterEnter(plain, offset);
  return edit ? applyEdits(plain, [edit]) : plain;
}

test.each([
  ['a key in a list item goes on with another', 'a:\n  - name: web\n  |>', 'a:\n  - name: web\n    '],
  ['a key that opens a mapping goes on in it', 'a:\n  - httpGet:\n    |>', 'a:\n  - httpGet:\n      '],
  ['a text goes on in itself', 'a:\n  - text: |\n  |>\n', 'a:\n  - text: |\n      \n'],
  ['nested dashes', 'a:\n  - - x: 1\n  |>', 'a:\n  - - x: 1\n      '],
  ['CRLF', 'a:\r\n  - name: web\r\n  |>\r\n', 'a:\r\n  - name: web\r\n    \r\n'],
  ['a comment behind', 'a:\n  - name: web # x\n  |>', 'a:\n  - name: web # x\n    '],
  ['a word is complete', 'a:\n  - word\n  |>', 'a:\n  - word\n  '],
  ['flow style', 'a:\n  - { a: 1 }\n  |>', 'a:\n  - { a: 1 }\n  '],
  ['a template', 'a:\n  - name: {{ .x }}\n  |>', 'a:\n  - name: {{ .x }}\n  '],
  ['no list', 'a:\n  b: 1\n  |>', 'a:\n  b: 1\n  '],
  ['text follows', 'a:\n  - b: 1\n  |>c: 2', 'a:\n  - b: 1\n  c: 2'],
  ['right already', 'a:\n  - b: 1\n    |>', 'a:\n  - b: 1\n    '],
])('%s', (_, before, after) => expect(entered(before)).toBe(after));
