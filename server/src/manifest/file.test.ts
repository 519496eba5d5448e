import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { applyEdits } from '../base/textEdit.ts';
import { type DocumentContent, type ManifestFile, parseManifest } from './file.ts';
import type { ManifestNode } from './node.ts';

/** Everything that a reader of the model can see: values, places, problems. */
function describe(file: ManifestFile): string {
  return file.documents.map(({ offset, content }) => `${offset} ${describeContent(content)}`).join('\n');
}

const described = new WeakMap<DocumentContent, string>();

/** A document that was kept is what it was. */
function describeContent(content: DocumentContent): string {
  let text = described.get(content);
  if (text === undefined) {
    const { problems, aliasProblems, brokenFrom, templates } = content.yaml;
    const objects = content.objects.map(({ kind, name, root }) => ({ kind, name, root: describeNode(root) }));
    text = JSON.stringify({ text: content.text, problems, aliasProblems, brokenFrom, templates, objects });
    described.set(content, text);
  }
  return text;
}

function describeNode(node: ManifestNode, depth = 0): unknown {
  const children = depth > 12 ? [] : [...node.fields().map((field) => field.node), ...node.items()];
  return [
    String(node),
    node.span,
    node.keySpan,
    node.extent,
    node.aliasSpan,
    node.unknown,
    node.partial,
    children.length > 0 ? children.map((child) => describeNode(child, depth + 1)) : node.isScalar && node.value,
  ];
}

const pieces = [
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
  'spec:\n  containers:\n  - name: app # c\n    image: nginx\n',
  '---\n',
  '\n---\n',
  '--- # next\r\n',
  '...\n',
  '%YAML 1.1\n---\n',
  'kind: List\napiVersion: v1\nitems:\n- kind: Pod\n  apiVersion: v1\n',
  'x: &a {b: 1}\ny: *a\n',
  'z: {<<: *a, c: 2}\n',
  '&a ',
  '*a',
  'text: |\n  block\n  ---\n\n  more\n',
  'text: >-\n folded\n---\n',
  '  \t',
  '\t',
  ' # comment',
  '# comment\r\n',
  '😀: "𝄞"\r\n',
  '👩‍👩‍👧',
  '"',
  "'",
  '{{ .Values.x }}',
  '{{- if .x }}\n',
  '- ',
  ':',
  '[',
  '}',
  '\r',
];

type Edit = (text: string) => { start: number; end: number; newText: string };

const place = fc.nat(1_000_000);
const at = (text: string, where: number) => where % (text.length + 1);
const lineStart = (text: string, where: number) => text.lastIndexOf('\n', at(text, where) - 1) + 1;
/** The text between the places, with other newlines. */
const replaceNewlines =
  (from: number, to: number, newline: string): Edit =>
  (text) => {
    const [start, end] = [at(text, from), at(text, to)].sort((a, b) => a - b) as [number, number];
    return { start, end, newText: text.slice(start, end).replace(/\r?\n/g, newline) };
  };

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ where: place, newText: fc.constantFrom(...pieces) }).map(
    ({ where, newText }): Edit =>
      (text) => ({ start: at(text, where), end: at(text, where), newText }),
  ),
  fc.record({ where: place, newText: fc.constantFrom(...pieces) }).map(
    ({ where, newText }): Edit =>
      (text) => ({ start: lineStart(text, where), end: lineStart(text, where), newText }),
  ),
  // One character, as typed; also half of a surrogate pair.
  fc.record({ where: place, newText: fc.string({ unit: 'binary', maxLength: 2 }) }).map(
    ({ where, newText }): Edit =>
      (text) => ({ start: at(text, where), end: at(text, where), newText }),
  ),
  fc.record({ where: place, length: fc.nat(30) }).map(
    ({ where, length }): Edit =>
      (text) => ({ start: at(text, where), end: Math.min(at(text, where) + length, text.length), newText: '' }),
  ),
  // Joins two documents, as far as there is a marker below.
  place.map(
    (where): Edit =>
      (text) => {
        const start = text.indexOf('---', at(text, where));
        return start < 0 ? { start: 0, end: 0, newText: '' } : { start, end: start + 3, newText: '' };
      },
  ),
  fc.record({ from: place, to: place }).map(({ from, to }) => replaceNewlines(from, to, '\r\n')),
  fc.record({ from: place, to: place }).map(({ from, to }) => replaceNewlines(from, to, '\n')),
);

const sequences = Number(process.env.PROBEWISE_EDIT_SEQUENCES ?? 1_000);

test(`after any of ${sequences} sequences of edits the incremental result is that of parsing from scratch, spans included`, {
  timeout: 60_000 + sequences * 100,
}, () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 8 }),
      fc.array(edits, { minLength: 1, maxLength: 6 }),
      (start, sequence) => {
        let file = parseManifest(start.join(''));
        for (const edit of sequence) {
          const { start: from, end, newText } = edit(file.text);
          const text = applyEdits(file.text, [{ span: { start: from, end }, newText }]);
          file = parseManifest(text, file);
          expect(describe(file)).toBe(describe(parseManifest(text)));
        }
      },
    ),
    { numRuns: sequences },
  );
});

test('an edit keeps the models of the documents that it does not touch', () => {
  const document = (name: string) => `---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
  const before = parseManifest(document('a') + document('b') + document('c'));
  const after = parseManifest(document('a') + document('changed') + document('c'), before);
  expect(after.documents.map(({ content }, i) => content === before.documents[i]?.content)).toEqual([
    true,
    false,
    true,
  ]);
});

test('objects are found in documents and in lists, broken neighbours or not', () => {
  const text = `
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Pod, metadata: {name: one}}
- {apiVersion: v1, kind: Service, metadata: {name: two}}
---
a: [1
b: 2
---
just text
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: three}
`;
  const objects = parseManifest(text).documents.flatMap(({ content }) => content.objects);
  expect(objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'List undefined',
    'Pod one',
    'Service two',
    'Deployment three',
  ]);
  expect(String(objects[1]!.root.get('metadata').get('name'))).toBe('metadata.name');
});

test('items of a list of one kind need not say what they are', () => {
  const [list, ...items] = parseManifest(
    'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: { name: a }\n- x\n- kind: ReplicaSet\n  apiVersion: apps/v1\n',
  ).documents[0]!.content.objects;
  expect(list!.kind).toBe('DeploymentList');
  expect(items.map(({ apiVersion, kind, name }) => `${apiVersion} ${kind} ${name}`)).toEqual([
    'apps/v1 Deployment a',
    'apps/v1 ReplicaSet undefined',
  ]);
});
