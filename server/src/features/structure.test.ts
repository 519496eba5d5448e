import { expect, test } from 'vitest';
import fc from '../../../test/support/fastCheck.ts';
import { encloses } from '../base/span.ts';
import { parseManifest } from '../manifest/file.ts';
import { foldings } from './folding.ts';
import { selectionRanges } from './selectionRanges.ts';

const pod = `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - containerPort: 80
`;

test('mappings, lists and their items fold', () => {
  const file = parseManifest(pod);
  const lineOf = (offset: number) => pod.slice(0, offset).split('\n').length;
  expect(foldings(file).map(({ start, end }) => `${lineOf(start)}-${lineOf(end)}`)).toEqual([
    '3-8',
    '4-8',
    '5-8',
    '7-8',
    '8-8',
  ]);
});

test('a selection grows from the word to the document', () => {
  const spans = selectionRanges(parseManifest(pod), pod.indexOf('nginx') + 2);
  expect(spans.map(({ start, end }) => pod.slice(start, end).split('\n')[0])).toEqual([
    'nginx:1.27',
    'image: nginx:1.27',
    'name: web',
    '- name: web',
    'containers:',
    'spec:',
    'apiVersion: v1',
    'apiVersion: v1',
  ]);
});

test('every step lies in the next one, wherever one begins', () => {
  const text = `${pod}---\n{"a": [1, {"b": 2}]}\n---\n? x\n: - y\n`;
  const file = parseManifest(text);
  fc.assert(
    fc.property(fc.nat(text.length), (offset) => {
      const spans = selectionRanges(file, offset);
      return spans.every((each, index) => index === 0 || encloses(each, spans[index - 1]!));
    }),
  );
});
