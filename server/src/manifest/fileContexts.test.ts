import { expect, test } from 'vitest';
import { FileContexts } from './fileContexts.ts';

/** Contexts among these files, and how often each was asked for. */
function contextsAmong(files: Record<string, string>) {
  const asked: string[] = [];
  const contexts = new FileContexts(async (file) => {
    asked.push(file);
    return files[file];
  });
  return { contexts, asked };
}

test('the nearest kustomization that names a file decides its role', async () => {
  const { contexts } = contextsAmong({
    '/w/kustomization.yaml': 'patches: [{path: base/web.yaml}]',
    '/w/base/kustomization.yml': 'resources: [web.yaml]',
  });
  expect(await contexts.of('/w/base/web.yaml', {})).toEqual({ podPaths: {}, role: 'resource' });
  expect(await contexts.of('/w/base/other.yaml', {})).toEqual({ podPaths: {} });
});

test('a text that stands alone has only what the settings say', async () => {
  const { contexts, asked } = contextsAmong({});
  const podPaths = { 'example.com/Cluster': ['spec.node'] };
  expect(await contexts.of(undefined, podPaths)).toEqual({ podPaths });
  expect(asked).toEqual([]);
});

test('equal contexts are the same object for each caller', async () => {
  const { contexts } = contextsAmong({});
  const first = await contexts.of('/w/a.yaml', { 'example.com/Cluster': ['spec.node'] });
  expect(await contexts.of('/w/b.yaml', { 'example.com/Cluster': ['spec.node'] })).toBe(first);
});

test('a folder is read once, until its kustomization changed', async () => {
  const files: Record<string, string> = { '/w/Kustomization': 'resources: [a.yaml]' };
  const { contexts, asked } = contextsAmong(files);
  for (const name of ['a', 'b', 'c']) await contexts.of(`/w/${name}.yaml`, {});
  expect(asked).toHaveLength(3);
  files['/w/Kustomization'] = 'patches: [{path: a.yaml}]';
  expect(contexts.forget('/w/a.yaml')).toBe(false);
  expect((await contexts.of('/w/a.yaml', {})).role).toBe('resource');
  expect(contexts.forget('/w/Kustomization')).toBe(true);
  expect((await contexts.of('/w/a.yaml', {})).role).toBe('patch');
});
