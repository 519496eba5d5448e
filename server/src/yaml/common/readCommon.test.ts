/** What is read without the parser is read as the parser reads it: same values, same ranges, or not at all. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { splitDocuments } from '../split.ts';
import { maskTemplates } from '../template.ts';
import { readCommon } from './readCommon.ts';

const root = join(import.meta.dirname, '../../../..');
const good = documentsIn('test/corpus/good');
const templates = documentsIn('test/corpus/templates');

function documentsIn(folder: string): string[] {
  const files = globSync(`${folder}/**/*.{yaml,yml,json,tpl}`, { cwd: root }).sort();
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));
  return texts.flatMap(splitDocuments).map(({ text }) => maskTemplates(text).text);
}

/** Everything that the product asks of nodes. */
function shape(node: unknown): unknown {
  if (isPair(node)) return { key: shape(node.key), value: shape(node.value) };
  if (isMap(node) || isSeq(node)) {
    const { items, range, flow, tag, anchor } = node;
    return { kind: isMap(node) ? 'map' : 'list', items: items.map(shape), range, flow, tag, anchor };
  }
  if (!isScalar(node)) return node;
  const { value, source, type, range, tag, anchor } = node;
  return { value, source, type, range, tag, anchor };
}

function parsed(text: string) {
  const documents = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    merge: true,
    strict: false,
    logLevel: 'silent',
  });
  return Array.isArray(documents) ? documents.map(({ contents, errors }) => ({ node: shape(contents), errors })) : [];
}

/** Whether the text is of the common kind; fails where it is read in another way than by the parser. */
function agrees(text: string): boolean {
  const node = readCommon(text);
  if (node) expect([{ node: shape(node), errors: [] }], text).toEqual(parsed(text));
  return node !== undefined;
}

test('nearly all good manifests are of the common kind', () => {
  const common = good.filter(agrees);
  expect(common.length / good.length).toBeGreaterThan(0.9);
});

test('templates, where they are', () => {
  expect(templates.filter(agrees).length).toBeGreaterThan(0);
});

test.each([
  ['a literal', 'a: |\n  b\n\n   c\nd: |-\n  e\n'],
  ['a list at the key’s own column', 'a:\n- b\n- c: d\n  e: f\ng: h\n'],
  ['quotation marks', 'a: "b\\n\\"c\\" \\u00e4"\n\'d\'\'e\': \'f # g\' # h\n"i": j\n'],
  ['flow collections', 'a: [b c, "d", {e: f, "g":1}, [] ,{ }] # h\ni: {}\n'],
  ['flow collections over lines', 'a: [\n    b,\n    {c: d}\n  ]\n'],
  ['JSON', '{\n  "a": [1, true, null],\n  "b": {"c": "d"}\n}\n'],
  ['numbers and words', 'a: 0x1F\nb: 1e3\nc: -0\nd: .5\ne: ~\nf: on\ng: 1_0\nh: 0o17\ni: .nan\n1: 2\ntrue: no\n'],
  ['comments at all depths', '# a\nb: c # d\n  # e\n\n# f\ng:\n  # h\n  i: j\n    # k\n  # l\nm: n\n  # o\n'],
  ['comments at the ends of collections', 'a:\n  b:\n    c: d\n    # e\n  # f\ng:\n  - h\n  # i\nj: k\n'],
  ['empty values', 'a:\nb: \n\nc:\n  d:\ne:'],
  ['signs inside of scalars', 'a: b:c#d -e, [f] {g}\n--h: -i\nj/k.l: $m\n'],
  ['a marker, and the end without a newline', '---  # a\nb: c'],
])('of the common kind: %s', (_, text) => {
  expect(agrees(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['comments alone', '# a\n'],
  ['anchors and aliases', 'a: &b c\nd: *b\n'],
  ['tags', 'a: !!str 1\n'],
  ['merge keys', 'a: {<<: {b: c}}\n'],
  ['continued scalars', 'a: b\n  c\n'],
  ['folded texts', 'a: >\n  b\n'],
  ['tabs', 'a:\tb\n'],
  ['CRLF', 'a: b\r\nc: d\r\n'],
  ['several documents', 'a: b\n---\nc: d\n'],
  ['an end mark', 'a: b\n...\n'],
  ['directives', '%YAML 1.1\n---\na: b\n'],
  ['two colons', 'a: b: c\n'],
  ['a key without a colon', 'a: b\nc\n'],
  ['indentation that fits nothing', 'a:\n    b: c\n  d: e\n'],
  ['a quotation without an end', 'a: "b\n'],
  ['a bracket without an end', 'a: [b\n'],
  ['text behind a quotation', 'a: "b" c\n'],
  ['a scalar for a document', 'a\n'],
  ['depth without end', `a: ${'['.repeat(10_000)}`],
])('left to the parser: %s', (_, text) => {
  expect(readCommon(text)).toBeUndefined();
});

test('damaged manifests', () => {
  const texts = good.filter((text) => text.length < 3000);
  const line = fc.constantFrom(
    ...[
      '',
      '   ',
      '# c',
      '  # c',
      '    # c',
      'a: b',
      '  a: "b" # c',
      '- a',
      '  - a: b',
      '    a: [b, c]',
      '  a:',
      '  a: |',
    ],
    ...['    text', '  {a: b}', '- - a', '  a: >-', '---', '...', '  a: "b', '? a', '  <<: {a: b}', '  a: [b,', '  c]'],
  );
  const sign = fc.constantFrom(...' :#-"\'{}[],|\\&*!?%.\t\n'.split(''), ': ', ' #', '- ', '\n\n', '\n    # c\n');
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('line' as const), at: fc.nat(), text: line }),
    fc.record({ kind: fc.constant('sign' as const), at: fc.nat(), text: sign }),
    fc.record({ kind: fc.constant('shift' as const), at: fc.nat(), text: fc.constantFrom('  ', ' ', '') }),
  );
  const damaged = (text: string, { kind, at, text: added }: { kind: string; at: number; text: string }) => {
    const lines = text.split('\n');
    const index = at % lines.length;
    if (kind === 'line') return lines.toSpliced(index, at % 3 === 0 ? 1 : 0, added).join('\n');
    if (kind === 'shift') return lines.with(index, added + lines[index]!.replace(/^ {1,2}/, '')).join('\n');
    const offset = at % (text.length + 1);
    return text.slice(0, offset) + added + text.slice(offset + (at % 2));
  };
  const manifest = fc
    .tuple(fc.constantFrom(...texts), fc.array(damage, { minLength: 1, maxLength: 3 }))
    .map(([text, damages]) => damages.reduce(damaged, text));
  let common = 0;
  fc.assert(
    fc.property(manifest, (text) => {
      if (agrees(text)) common++;
    }),
    { numRuns: Number(process.env.DAMAGED_MANIFESTS ?? 1000) },
  );
  // Else nothing was compared.
  expect(common).toBeGreaterThan(100);
});
