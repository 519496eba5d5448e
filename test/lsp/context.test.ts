/** Kustomizations and the settings decide how a file is read, whether it is open or not. */
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

/** Tells the server about files that are not open, as the client does. */
const notify = (...files: (readonly [uri: string, text: string])[]) =>
  client.connection.sendNotification('probewise/workspaceFiles', {
    changed: files.map(([uri, text]) => ({ uri, text })),
    deleted: [],
    complete: true,
  });

async function rules(uri: string): Promise<unknown[]> {
  return (await client.diagnostics(uri)).map(({ code }) => code);
}

const serviceUri = 'file:///w/base/service.yaml';
const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`;

const deploymentUri = 'file:///w/base/web.yaml';
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: "web:1"}]
`;

test('a file that is not open is read in its context: a patch proves nothing about what it leaves out', async () => {
  client = await TestClient.start();
  await client.open(serviceUri, service);
  await notify([deploymentUri, deployment]);
  await expect.poll(() => rules(serviceUri)).toEqual(['unresolved-target-port']);
  await notify(['file:///w/base/kustomization.yaml', 'patches: [{path: web.yaml}]\n']);
  await expect.poll(() => rules(serviceUri)).toEqual([]);
  // Opening the patch changes nothing about that.
  await client.open(deploymentUri, deployment);
  await client.diagnostics(deploymentUri);
  expect(await rules(serviceUri)).toEqual([]);
});

test('podPaths of the settings hold for files that are not open, and follow the settings', async () => {
  const cluster = `apiVersion: example.com/v1
kind: Cluster
metadata: {name: a}
spec: {node: {spec: {containers: [{name: a, image: "a:1"}]}}}
`;
  client = await TestClient.start({ settings: {} });
  await client.open(serviceUri, service.replace('app: web', 'app: wbe'));
  await notify(['file:///w/cluster.yaml', cluster], [deploymentUri, deployment]);
  await expect.poll(() => rules(serviceUri)).toEqual(['selector-selects-nothing']);
  // What the controller of a Cluster writes onto its pods is not known.
  await client.configure({ podPaths: { 'example.com/Cluster': 'spec.node' } });
  await expect.poll(() => rules(serviceUri)).toEqual([]);
});

test('a kustomization is known by what the client says where the server can read no files', async () => {
  client = await TestClient.start();
  await notify(['file:///w/overlays/my%20prod/kustomization.yaml', 'patches: [{path: web.yaml}]\n']);
  await client.open(uri, patch);
  await expect.poll(() => codes(uri)).toEqual([]);
});

test('the text of an open kustomization wins over the client’s, and that over the disk’s', async () => {
  const [[kustomizationUri = '']] = [Object.keys(kustomization(''))];
  client = await TestClient.start({ files: kustomization('resources: [web.yaml]\n') });
  await client.open(uri, patch);
  expect(await codes(uri)).toEqual(['invalid-service-port']);
  await notify([kustomizationUri, 'patches: [{path: web.yaml}]\n']);
  await expect.poll(() => codes(uri)).toEqual([]);
  await client.open(kustomizationUri, 'resources: [web.yaml]\n');
  await expect.poll(() => codes(uri)).toEqual(['invalid-service-port']);
});

test('a kustomization that is closed unsaved counts as it is on disk', async () => {
  const [[kustomizationUri = '']] = [Object.keys(kustomization(''))];
  client = await TestClient.start({ files: kustomization('resources: [web.yaml]\n') });
  await client.open(uri, patch);
  expect(await codes(uri)).toEqual(['invalid-service-port']);
  await client.open(kustomizationUri, 'patches: [{path: web.yaml}]\n');
  await expect.poll(() => codes(uri)).toEqual([]);
  await client.close(kustomizationUri);
  await expect.poll(() => codes(uri)).toEqual(['invalid-service-port']);
});

test('a folder that is deleted takes its kustomization along', async () => {
  client = await TestClient.start();
  await notify(['file:///w/overlays/my%20prod/kustomization.yaml', 'patches: [{path: web.yaml}]\n']);
  await client.open(uri, patch);
  await expect.poll(() => codes(uri)).toEqual([]);
  await client.connection.sendNotification('probewise/workspaceFiles', {
    changed: [],
    deleted: ['file:///w/overlays/my%20prod'],
  });
  await expect.poll(() => codes(uri)).toEqual(['invalid-service-port']);
});
