import { expect, test } from 'vitest';
import { blocksAcross } from './blocksAcross.ts';
import { splitDocuments } from './split.ts';

const within = (text: string) => blocksAcross(text, splitDocuments(text));

test.each<[string, string, ReturnType<typeof within>]>([
  [
    'a condition over three documents',
    '{{ if .a }}\na: 1\n---\nb: 1\n---\nc: 1\n{{ end }}\n',
    [undefined, 'branch', undefined],
  ],
  [
    'a document in the other branch',
    'a: 1\n{{ if .a }}\n---\nb: 1\n{{ else }}\n---\nc: 1\n---\nd: 1\n{{ end }}',
    [undefined, 'branch', 'branch', undefined],
  ],
  ['nothing is open', '{{ if .a }}\n{{ end }}\na: 1\n---\nb: 1\n', [undefined, undefined]],
  ['comments are no blocks', '{{/* {{ if .a }} */}}\na: 1\n---\nb: 1\n---\nc: 1\n', [undefined, undefined, undefined]],
  [
    'a definition that is read as data',
    '{{ define "a" }}\n---\na: 1\n{{ end }}\n{{ $b := include "a" . | fromYaml }}',
    [undefined, 'data'],
  ],
  [
    'a definition that is included',
    '{{ define "a" }}\n---\na: 1\n---\nb: 1\n{{ end }}\n{{ include "a" . }}',
    [undefined, 'branch', undefined],
  ],
  ['more ends than beginnings', '{{ end }}{{ end }}\n---\na: 1\n', [undefined, undefined]],
])('%s', (_, text, expected) => {
  expect(within(text)).toEqual(expected);
});
