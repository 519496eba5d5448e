import { expect, test } from 'vitest';
import { foldersAbove, roleOf } from './kustomization.ts';

const overlay = `
resources:
- ../../base
- pdb.yaml
patches:
- path: replicas.yaml
- path: ./env/web.yaml
  target: {kind: Deployment}
- patch: |-
    - op: remove
      path: /spec
patchesStrategicMerge:
- old.yaml
- |-
  kind: Deployment
patchesJson6902:
- {path: ../json.yaml, target: {}}
`;
const kustomizations = [{ folder: '/w/overlays/prod', text: overlay }];

test.each([
  ['/w/overlays/prod/replicas.yaml', 'patch'],
  ['/w/overlays/prod/env/web.yaml', 'patch'],
  ['/w/overlays/prod/old.yaml', 'patch'],
  ['/w/overlays/json.yaml', 'patch'],
  ['/w/overlays/prod/pdb.yaml', 'resource'],
  ['/w/overlays/prod/other.yaml', undefined],
  ['/w/overlays/prod/kustomization.yaml', undefined],
  ['/w/overlays/prod/patch-memory.yaml', 'patch'],
  ['/w/overlays/prod/memory_patch.yml', 'patch'],
  ['/w/overlays/prod/patches/memory.yaml', 'patch'],
  ['/w/overlays/prod/dispatch.yaml', undefined],
  ['/w/chart/values.yaml', 'data'],
  ['/w/chart/values-prod.yaml', 'data'],
  ['/w/chart/Chart.yaml', 'data'],
  ['/w/chart/templates/myvalues.yaml', undefined],
])('%s: %s', (file, role) => {
  expect(roleOf(file, kustomizations)).toBe(role);
});

test.each(['', 'a: [', '- just\n- a list\n', 'patches: {path: a.yaml}\n', 'patches: [1, null, {path: 3}]\n'])(
  'a kustomization that is none: %j',
  (text) => {
    expect(roleOf('/w/a.yaml', [{ folder: '/w', text }])).toBeUndefined();
  },
);

test('a resource is not a patch, with any name', () => {
  expect(roleOf('/w/patch.yaml', [{ folder: '/w', text: 'resources: [patch.yaml]' }])).toBe('resource');
});

test('folders above, the nearest first', () => {
  expect(foldersAbove('/a/b/c/d/e/f.yaml')).toEqual(['/a/b/c/d/e', '/a/b/c/d', '/a/b/c', '/a/b']);
  expect(foldersAbove('/f.yaml')).toEqual([]);
  expect(foldersAbove('f.yaml')).toEqual([]);
});
