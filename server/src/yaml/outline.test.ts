import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq } from 'yaml';
import { readCorpus } from '../../../test/corpus/support/corpus.ts';
import type { FieldPath } from '../base/fieldPath.ts';
import { nodeSpan, parseYaml } from './document.ts';
import { isMergeKey, keyText } from './key.ts';
import { type Place, placeAt } from './outline.ts';
import { splitDocuments } from './split.ts';
import { maskTemplates } from './template.ts';

/** The place of the `|` in a text. */
function placeIn(marked: string): Place {
  const offset = marked.indexOf('|');
  return placeAt(marked.slice(0, offset) + marked.slice(offset + 1), offset);
}

const described = (marked: string) => {
  const { type, path, indent, collections } = placeIn(marked);
  return `${type} ${path.join('.') || '(top)'} column ${indent} beside ${[...(collections.at(-1)?.fields.keys() ?? [])].join(',')}`;
};

describe.each([
  ['an empty text', '|', 'key (top) column 0 beside '],
  ['a key that is being typed', 'kind: Pod\nsp|', 'key (top) column 0 beside kind'],
  ['a key', 'kind: Pod\nsp|ec:\n', 'key spec column 0 beside kind,spec'],
  ['a new line between siblings', 'a: 1\n|\nb: 2\n', 'key (top) column 0 beside a,b'],
  ['below a key without a value', 'spec:\n  |', 'either spec column 2 beside spec'],
  ['a word below a key without a value', 'spec:\n  te|', 'either spec column 2 beside spec'],
  ['behind a colon', 'a:\n  b: |', 'value a.b column 2 beside b'],
  ['a value', 'a:\n  b: x|y # c\n', 'value a.b column 2 beside b'],
  ['a key below others', 'a:\n  b: 1\n  |\nc: 1', 'key a column 2 beside b'],
  ['less deep than the line above', 'a:\n  b:\n    c: 1\n  |', 'key a column 2 beside b'],
  ['where nothing can stand', 'a:\n  b: 1\n    |', 'text a.b column 4 beside b'],
  ['behind a dash', 'a:\n- |', 'either a.0 column 2 beside '],
  ['behind a dash, deeper', 'a:\n  - b: 1\n  - |', 'either a.1 column 4 beside '],
  ['a word behind a dash', 'a:\n  - na|', 'either a.0 column 4 beside '],
  ['the second key of an item', 'a:\n  - b: 1\n    |', 'key a.0 column 4 beside b'],
  ['beside a key whose dashes are not indented', 'a:\n- b: 1\n|', 'key (top) column 0 beside a'],
  ['in braces', 'a: {|}', 'key a column 3 beside '],
  ['in braces behind a comma', 'a: {b: 1, |}', 'key a column 3 beside b'],
  ['in braces behind a colon', 'a: {b: |}', 'value a.b column 3 beside b'],
  ['a word in braces', 'a: {b: 1, c|}', 'key a column 3 beside b'],
  ['in brackets', 'a: [x, |]', 'either a.1 column 3 beside '],
  ['braces that are not closed', 'a: {b: |\nc: 1\n', 'value a.b column 3 beside b'],
  ['JSON', '{\n  "a": {\n    |\n  }\n}', 'key a column 7 beside '],
  ['a value in JSON', '{"a": {"b": "x|"}}', 'value a.b column 6 beside b'],
  ['with CRLF', 'a:\r\n  b: 1\r\n  |\r\nc: 2\r\n', 'key a column 2 beside b'],
  ['a block scalar', 'a: |-\n  x|y\n'.replace('|', '>'), 'text a column 0 beside a'],
  ['a comment', 'a: 1 # x|', 'text a column 0 beside a'],
  ['a quotation that is not closed', 'a: "x|\nb: 1\n', 'value a column 0 beside a,b'],
  ['behind an anchor', 'a: &x\n  |', 'either a column 2 beside a'],
  ['a list in a list', '- - a\n  - |', 'either 0.1 column 4 beside '],
  ['behind a marker', '--- # x\na: 1\n|', 'key (top) column 0 beside a'],
])('%s', (_, text, expected) => {
  test('is found', () => expect(described(text)).toBe(expected));
});

interface Written {
  readonly path: FieldPath;
  readonly start: number;
  readonly end: number;
}

/** The keys and the scalars of a document that a parser reads without a complaint. */
function written(text: string, node: unknown, path: FieldPath = []): Written[] {
  if (isScalar(node)) {
    if (!node.range || node.range[1] === node.range[0]) return [];
    const { start, end } = nodeSpan(node);
    return [{ path, start, end: start + text.slice(start, end).trimEnd().length }];
  }
  if (isSeq(node)) return node.items.flatMap((item, index) => written(text, item, [...path, index]));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    // `? key` is read as a word, and so is a key that no colon follows.
    if (isMergeKey(key) || !isScalar(key) || value === null || text[key.range![0] - 2] === '?') return [];
    const own = [...path, keyText(key)];
    return [{ path: own, ...nodeSpan(key) }, ...written(text, value, own)];
  });
}

const corpus = [...readCorpus('good'), ...readCorpus('bad'), ...readCorpus('templates')];

test.each(corpus)('the place of every key and scalar is its path: $name', ({ text }) => {
  for (const { text: piece } of splitDocuments(text)) {
    const masked = maskTemplates(piece).text;
    const documents = parseYaml(masked);
    if (documents.length !== 1 || documents[0]!.problems.length > 0) continue;
    for (const { path, start, end } of written(masked, documents[0]!.root)) {
      for (const offset of new Set([start, end])) {
        const place = placeAt(masked, offset);
        const at = `${offset}: ${masked.slice(Math.max(0, offset - 30), offset)}|${masked.slice(offset, offset + 20)}`;
        expect({ at, path: place.path }).toEqual({ at, path });
      }
    }
  }
});

test('any offset of any text has a place, and cutting the text there has one, too', { timeout: 120_000 }, () => {
  for (const { text } of corpus) {
    const piece = splitDocuments(text)[0]!.text;
    for (let offset = 0; offset <= piece.length; offset += 29) {
      placeAt(piece, offset);
      placeAt(piece.slice(0, offset), offset);
    }
  }
});
