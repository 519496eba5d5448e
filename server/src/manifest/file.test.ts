import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ManifestFile, parseManifest } from './file.ts';
import type { ManifestNode } from './node.ts';

/** Everything that a reader of the model can see: values, places, problems. */
function describe(file: ManifestFile): unknown {
  return file.documents.map(({ offset, content }) => ({
    offset,
    text: content.text,
    problems: content.yaml.problems,
    objects: content.objects.map((object) => ({
      kind: object.kind,
      name: object.name,
      root: describeNode(object.root),
    })),
  }));
}

function describeNode(node: ManifestNode): unknown {
  const children = [...node.fields().map((field) => field.node), ...node.items()];
  return {
    path: String(node),
    span: node.span,
    key: node.keySpan,
    unknown: node.unknown,
    children: children.map(describeNode),
  };
}

const pieces = [
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
  'spec:\n  containers:\n  - name: app # c\n    image: nginx\n',
  '---\n',
  '\n---\n',
  'kind: List\napiVersion: v1\nitems:\n- kind: Pod\n  apiVersion: v1\n',
  'x: &a {b: 1}\ny: *a\n',
  'text: |\n  block\n\n  more\n',
  '  \t',
  '# comment\r\n',
  '😀: "𝄞"\r\n',
  '{{ .Values.x }}',
  '- ',
  ':',
];

test('after any edits the incremental result is that of parsing from scratch, spans included', () => {
  const edit = fc.record({ at: fc.nat(), remove: fc.nat(30), insert: fc.constantFrom('', ...pieces) });
  const runs = Number(process.env.PROBEWISE_EDIT_SEQUENCES ?? 500);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 8 }),
      fc.array(edit, { maxLength: 6 }),
      (start, edits) => {
        let file = parseManifest(start.join(''));
        for (const { at, remove, insert } of edits) {
          const position = file.text.length === 0 ? 0 : at % (file.text.length + 1);
          const text = file.text.slice(0, position) + insert + file.text.slice(position + remove);
          file = parseManifest(text, file);
          expect(describe(file)).toEqual(describe(parseManifest(text)));
        }
      },
    ),
    { numRuns: runs },
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
