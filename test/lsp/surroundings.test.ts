/** What stands around a file decides how it is read: kustomizations, the user's own kinds. */
import { afterEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

let client: TestClient;

afterEach(() => client.stop());

async function codes(uri: string): Promise<unknown[]> {
  return (await client.diagnostics(uri)).filter(({ severity }) => severity === 1).map(({ code }) => code);
}

const patch = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
  - name: http
`;

const uri = 'file:///w/overlays/my%20prod/web.yaml';
const kustomization = (text: string) => ({ 'file:///w/overlays/my%20prod/kustomization.yaml': text });

test('a file that a kustomization uses as a patch may lack what is required', async () => {
  client = await TestClient.start({ files: kustomization('patches: [{path: web.yaml}]\n') });
  await client.open(uri, patch);
  expect(await codes(uri)).toEqual([]);
});

test('one that it uses as a resource may not', async () => {
  client = await TestClient.start({ files: kustomization('resources: [web.yaml]\n') });
  await client.open(uri, patch);
  expect(await codes(uri)).toEqual(['invalid-service-port']);
});

test('a kustomization that is open counts as it is in the editor, and typing in it shows in its patches', async () => {
  client = await TestClient.start({ files: kustomization('resources: [web.yaml]\n') });
  const open = 'file:///w/overlays/my%20prod/kustomization.yaml';
  await client.open(uri, patch);
  await client.open(open, 'resources: [web.yaml]\n');
  expect(await codes(uri)).toEqual(['invalid-service-port']);
  await client.edit(open, 'resources: [web.yaml]', 'patches: [{path: web.yaml}]');
  await expect.poll(() => codes(uri)).toEqual([]);
});

test('podPaths of the settings: the user’s own kinds have pods', async () => {
  const cluster = `apiVersion: example.com/v1
kind: Cluster
metadata: {name: a}
spec:
  node:
    spec:
      containers:
      - {name: a, image: "a:1", imagePullPolice: Always}
`;
  const own = 'file:///w/cluster.yaml';
  client = await TestClient.start({ settings: {} });
  await client.open(own, cluster);
  expect(await codes(own)).toEqual([]);
  const changed = client.nextPublication();
  await client.configure({ podPaths: { 'example.com/Cluster': 'spec.node' } });
  await changed;
  expect(await codes(own)).toEqual(['unknown-field']);
});
