import { expect, test } from 'vitest';
import { parseManifest } from '../manifest/file.ts';
import { documentLinks } from './documentLinks.ts';

const linked = (text: string, uri: string) =>
  documentLinks(parseManifest(text), uri).map(({ span, target }) => [text.slice(span.start, span.end), target]);

test('files and folders that a kustomization names', () => {
  const text = `resources:
  - deployment.yaml
  - ../base
  - https://example.com/x.yaml
  - github.com/org/repo//path?ref=v1
patches:
  - path: patches/replicas.yaml
    target: { kind: Deployment }
namePrefix: web-
images:
  - name: nginx
    newTag: "1.27"
`;
  expect(linked(text, 'file:///w/prod/kustomization.yaml')).toEqual([
    ['deployment.yaml', { files: ['file:///w/prod/deployment.yaml'] }],
    [
      '../base',
      {
        files: [
          'file:///w/base/kustomization.yaml',
          'file:///w/base/kustomization.yml',
          'file:///w/base/Kustomization',
        ],
      },
    ],
    ['patches/replicas.yaml', { files: ['file:///w/prod/patches/replicas.yaml'] }],
    ['"1.27"', { files: ['file:///w/prod/1.27'] }],
  ]);
});

test('rules in comments lead to their pages; unknown ones lead nowhere', () =>
  expect(
    linked(
      '# probewise-disable-file bare-pod, no-such-rule -- why\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\n',
      'file:///w/a.yaml',
    ),
  ).toEqual([['bare-pod', { page: 'rules/bare-pod.md' }]]));

test('nothing in other files', () => expect(linked('a: b/c.yaml\n', 'file:///w/a.yaml')).toEqual([]));
