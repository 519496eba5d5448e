import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { parseFieldPath } from '../base/fieldPath.ts';
import { applyEdits, type TextEdit } from '../base/textEdit.ts';
import { parseYaml, plainValue } from '../yaml/document.ts';
import { addField, addMapping, moveFields, removeField, renameKey, replaceValue } from './edit.ts';
import { ManifestNode } from './node.ts';

type Edit = (at: (path: string) => ManifestNode) => TextEdit[] | undefined;

function edited(text: string, edit: Edit): string | undefined {
  const [document] = parseYaml(text);
  const root = ManifestNode.root(document!);
  const edits = edit((path) => root.at(parseFieldPath(path)));
  return edits && applyEdits(text, edits);
}

const cases: [string, string, Edit, string | undefined][] = [
  ['replaces a value, comment kept', 'a: 1 # one\n', (at) => replaceValue(at('a'), '2'), 'a: 2 # one\n'],
  ['replaces a quoted value', 'a: "http"\n', (at) => replaceValue(at('a'), 'HTTP'), 'a: HTTP\n'],
  ['replaces a JSON string', '{"a": "http"}', (at) => replaceValue(at('a'), 'HTTP'), '{"a": "HTTP"}'],
  ['replaces a JSON string by a number', '{"a": "80"}', (at) => replaceValue(at('a'), '80'), '{"a": 80}'],
  ['fills an empty value', 'a:\nb: 1\n', (at) => replaceValue(at('a'), '2'), 'a: 2\nb: 1\n'],
  [
    'renames a key',
    'spec:\n  perodSeconds: 1\n',
    (at) => renameKey(at('spec.perodSeconds'), 'periodSeconds'),
    'spec:\n  periodSeconds: 1\n',
  ],
  ['renames a JSON key', '{"a": 1}', (at) => renameKey(at('a'), 'b'), '{"b": 1}'],
  [
    'removes a field with its comments',
    'a: 1\n# about b\nb: # here\n  c: 2\n# about d\nd: 3\n',
    (at) => removeField(at('b')),
    'a: 1\n# about d\nd: 3\n',
  ],
  ['removes the last field', 'a: 1\nb: |\n  text\n', (at) => removeField(at('b')), 'a: 1\n'],
  ['removes the last field of a file without a newline', 'a: 1\nb: 2', (at) => removeField(at('b')), 'a: 1\n'],
  ['leaves an empty mapping', 'a:\n  b: 1\n', (at) => removeField(at('a.b')), 'a:\n  {}\n'],
  ['removes from a flow mapping', 'a: {b: 1, c: 2, d: 3}\n', (at) => removeField(at('a.c')), 'a: {b: 1, d: 3}\n'],
  ['removes the last of a flow mapping', 'a: {b: 1, c: 2}\n', (at) => removeField(at('a.c')), 'a: {b: 1}\n'],
  ['removes the only one of a flow mapping', 'a: {b: 1}\n', (at) => removeField(at('a.b')), 'a: {}\n'],
  ['removes what stands behind a dash', 'a:\n- b: 1\n  c: 2\n', (at) => removeField(at('a[0].b')), 'a:\n- c: 2\n'],
  [
    'adds to a block mapping',
    'a:\n  b: 1 # c\nd: 2\n',
    (at) => addField(at('a'), 'e', '3'),
    'a:\n  b: 1 # c\n  e: 3\nd: 2\n',
  ],
  [
    'adds at the end of a file without a newline',
    'a:\n  b: 1',
    (at) => addField(at('a'), 'e', '3'),
    'a:\n  b: 1\n  e: 3',
  ],
  [
    'adds a mapping in lines',
    'a:\n- b: 1 # c\nd: 2\n',
    (at) => addMapping(at('a[0]'), 'e', { f: { g: '/x', h: [1, 'on', { i: 'y z', j: 1 }], k: {}, l: [] }, m: true }),
    'a:\n- b: 1 # c\n  e:\n    f:\n      g: /x\n      h:\n        - 1\n        - "on"\n        - i: y z\n          j: 1\n      k: {}\n      l: []\n    m: true\nd: 2\n',
  ],
  [
    'adds a mapping in flow style',
    'a: {b: 1}\n',
    (at) => addMapping(at('a'), 'e', { f: { g: '/x' }, h: ['a: b', 2] }),
    'a: {b: 1, e: { f: { g: /x }, h: ["a: b", 2] }}\n',
  ],
  [
    'adds a mapping to JSON',
    '{"a": {"b": 1}}',
    (at) => addMapping(at('a'), 'e', { f: { g: '/x":y' }, h: [1] }),
    '{"a": {"b": 1, "e": { "f": { "g": "/x\\":y" }, "h": [1] }}}',
  ],
  [
    'adds to a list item',
    'a:\n- b: 1\n- c: 2\n',
    (at) => addField(at('a[0]'), 'e', '3'),
    'a:\n- b: 1\n  e: 3\n- c: 2\n',
  ],
  ['adds to a flow mapping', 'a: {b: 1}\n', (at) => addField(at('a'), 'e', '3'), 'a: {b: 1, e: 3}\n'],
  [
    'adds to JSON',
    '{\n  "a": {\n    "b": 1\n  }\n}',
    (at) => addField(at('a'), 'e', 'Never'),
    '{\n  "a": {\n    "b": 1,\n    "e": "Never"\n  }\n}',
  ],
  ['adds to an empty flow mapping', 'a: {}\n', (at) => addField(at('a'), 'e', '3'), 'a: { e: 3 }\n'],
  ['adds below an empty key', 'a:\nb: 1\n', (at) => addField(at('a'), 'e', '3'), 'a:\n  e: 3\nb: 1\n'],
  [
    'makes the mappings that are missing',
    'a:\n  b: 1\n',
    (at) => addField(at('a.x.y'), 'e', '3'),
    'a:\n  b: 1\n  x:\n    y:\n      e: 3\n',
  ],
  [
    'moves fields up, comments too',
    'p:\n  exec:\n    command: [x]\n    # wait\n    delay: 5 # five\n    period: 3\nq: 1\n',
    (at) => moveFields([at('p.exec.delay'), at('p.exec.period')], at('p')),
    'p:\n  exec:\n    command: [x]\n  # wait\n  delay: 5 # five\n  period: 3\nq: 1\n',
  ],
  [
    'moves fields down into a list item',
    'spec:\n  ports:\n  - port: 81\nprotocol: TCP\n',
    (at) => moveFields([at('protocol')], at('spec.ports[0]')),
    'spec:\n  ports:\n  - port: 81\n    protocol: TCP\n',
  ],
  [
    'moves a block scalar',
    'a:\n  b: 1\nc: |\n  one\n\n    two\n',
    (at) => moveFields([at('c')], at('a')),
    'a:\n  b: 1\n  c: |\n    one\n\n      two\n',
  ],
  [
    'moves what stands behind a dash',
    'l:\n- a: 1\n  b: 2\nm:\n  c: 3\n',
    (at) => moveFields([at('l[0].a')], at('m')),
    'l:\n- b: 2\nm:\n  c: 3\n  a: 1\n',
  ],
  ['keeps CRLF', 'a:\r\n  b: 1\r\nc: 2\r\n', (at) => addField(at('a'), 'e', '3'), 'a:\r\n  b: 1\r\n  e: 3\r\nc: 2\r\n'],
  ['does not edit behind an alias', 'a: &x {b: 1}\nc: *x\n', (at) => replaceValue(at('c.b'), '2'), undefined],
  ['does not add to a list', 'a: [1]\n', (at) => addField(at('a'), 'e', '3'), undefined],
];

test.each(cases)('%s', (_, before, edit, after) => {
  expect(edited(before, edit)).toBe(after);
});

test('an edit changes what it says and nothing else', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.nat(9),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node'), { maxKeys: 3 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 3 }), fc.boolean(), (value, flow) => {
      const text = flow ? JSON.stringify(value, undefined, 2) : blockYaml(value, '');
      const [document] = parseYaml(text);
      const root = ManifestNode.root(document!);
      for (const node of [...everything(root)].filter((node) => node.isMap)) {
        const edits = addField(node, 'added', '7');
        if (edits)
          expect(plain(applyEdits(text, edits))).toEqual(changed(value, node.path, (map) => ({ ...map, added: 7 })));
        for (const { key: name, node: field } of node.fields()) {
          const removal = removeField(field);
          if (!removal) continue;
          const result = plain(applyEdits(text, removal));
          expect(result).toEqual(changed(value, node.path, ({ [name]: _, ...rest }) => rest));
        }
      }
    }),
    { numRuns: 300 },
  );
});

function* everything(node: ManifestNode): Generator<ManifestNode> {
  yield node;
  for (const child of [...node.fields().map((field) => field.node), ...node.items()]) yield* everything(child);
}

function plain(text: string): unknown {
  const [document] = parseYaml(text);
  expect(document!.problems, text).toEqual([]);
  return plainValue(document!, document!.root);
}

type Json = Record<string, unknown>;

function changed(value: unknown, [step, ...rest]: readonly (string | number)[], change: (map: Json) => Json): unknown {
  if (step === undefined) return change(value as Json);
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? changed(item, rest, change) : item));
  return { ...(value as Json), [step]: changed((value as Json)[step], rest, change) };
}

function blockYaml(value: unknown, indent: string): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `${indent}- ${blockYaml(item, `${indent}  `).slice(indent.length + 2)}`).join('');
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return Object.entries(value)
      .map(([key, item]) =>
        isNested(item)
          ? `${indent}${key}: # c\n${blockYaml(item, `${indent}  `)}`
          : `${indent}${key}: ${JSON.stringify(item)} # c\n`,
      )
      .join('');
  }
  return `${indent}${JSON.stringify(value)}\n`;
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
