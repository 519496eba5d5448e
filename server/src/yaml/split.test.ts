import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import fc from '../../../test/support/fastCheck.ts';
import { splitDocuments } from './split.ts';

test.each([
  ['one document', 'a: 1\n', ['a: 1\n']],
  ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['a marker first', '---\na: 1\n---\nb: 2', ['---\na: 1\n', '---\nb: 2']],
  ['a comment before the first marker', '# hello\n---\na: 1\n', ['# hello\n---\na: 1\n']],
  [
    'directives go with what they follow',
    'a: 1\n...\n%YAML 1.1\n---\nb: 2\n',
    ['a: 1\n...\n%YAML 1.1\n', '---\nb: 2\n'],
  ],
  ['a directive first', '%YAML 1.1\n---\na: 1\n', ['%YAML 1.1\n---\na: 1\n']],
  ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
  ['dashes that are no marker', 'a: |\n  ---\nb: ---x\n----\n', ['a: |\n  ---\nb: ---x\n----\n']],
  ['a marker ends a block scalar', 'a: |\n  text\n---\nb: 2\n', ['a: |\n  text\n', '---\nb: 2\n']],
  ['content behind the marker', '--- {a: 1}\n--- text\n', ['--- {a: 1}\n', '--- text\n']],
  ['nothing', '', ['']],
  ['a directive on the second line', '\n%YAML 1.2\n---\na: 1\n', ['\n%YAML 1.2\n---\na: 1\n']],
  ['only directives', '\n%A\n%B', ['\n%A\n%B']],
  ['a byte order mark', '\uFEFF---\na: 1\n', ['\uFEFF---\na: 1\n']],
])('%s', (_, text, pieces) => {
  expect(splitDocuments(text).map((piece) => piece.text)).toEqual(pieces);
});

const line = fc.constantFrom(
  '---',
  '--- # c',
  '...',
  '# comment',
  '',
  'a: 1',
  '- x',
  'b: |',
  '  text',
  '%YAML 1.2',
  '  ---',
  'k: "é😀"',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, newline]) => lines.join(newline));

test('the pieces are the text, in order', () => {
  fc.assert(
    fc.property(text, (source) => {
      const pieces = splitDocuments(source);
      expect(pieces.map((piece) => piece.text).join('')).toBe(source);
      for (const { offset, text: piece } of pieces) expect(source.startsWith(piece, offset)).toBe(true);
    }),
  );
});

test('parsed one by one, the pieces are the documents of the whole file', () => {
  const content = (source: string) => {
    const parsed = parseAllDocuments(source, { uniqueKeys: false, logLevel: 'silent' });
    return Array.isArray(parsed)
      ? parsed.filter((document) => document.contents !== null).map((document) => String(document.contents))
      : [];
  };
  fc.assert(
    fc.property(text, (source) => {
      // What follows a directive that no marker ends is an error whose wording depends on the neighbours.
      fc.pre(
        !/^%/m.test(source) &&
          parseAllDocuments(source, { uniqueKeys: false }).every?.((document) => document.errors.length === 0),
      );
      expect(splitDocuments(source).flatMap((piece) => content(piece.text))).toEqual(content(source));
    }),
    { numRuns: 500 },
  );
});
