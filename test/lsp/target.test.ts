/** The target release, from the setting and from the file, over a real connection. */
import { afterEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

const uri = 'file:///w/pod.yaml';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  restartPolicy: Never
  containers:
  - name: app
    image: nginx:1.27
    restartPolicyRules: []
`;

let client: TestClient;

afterEach(() => client.stop());

async function codes(): Promise<string[]> {
  return (await client.diagnostics(uri)).map(({ code, message }) => `${code}: ${message}`);
}

const tooNew = 'field-not-in-release: "restartPolicyRules" is new in Kubernetes 1.34; your target is 1.30.';

test('the setting decides, and a change of it shows at once', async () => {
  client = await TestClient.start({ settings: { kubernetesVersion: '1.34' } });
  await client.open(uri, pod);
  expect(await codes()).not.toContainEqual(expect.stringContaining('field-not-in-release'));
  const changed = client.nextPublication();
  await client.configure({ kubernetesVersion: '1.30' });
  await changed;
  expect(await codes()).toContain(tooNew);
});

test('a client that cannot be asked sends its settings', async () => {
  client = await TestClient.start();
  await client.open(uri, pod);
  expect(await codes()).toEqual([]);
  const changed = client.nextPublication();
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { probewise: { kubernetesVersion: '1.30' } },
  });
  await changed;
  expect(await codes()).toContain(tooNew);
});

test('a comment in the file wins, and typing it shows at once', async () => {
  client = await TestClient.start({ settings: { kubernetesVersion: '1.34' } });
  await client.open(uri, `# probewise: kubernetes=1.34\n${pod}`);
  expect(await codes()).toEqual([]);
  await client.edit(uri, '1.34', '1.30');
  expect(await codes()).toContain(tooNew);
});

test('the server says which target a file has, and how to change it there', async () => {
  client = await TestClient.start({ settings: { kubernetesVersion: '1.33' } });
  await client.open(uri, pod);
  const textDocument = { uri };
  expect(await client.connection.sendRequest('probewise/target', { textDocument })).toMatchObject({
    kubernetes: '1.33',
    source: 'setting',
    releases: expect.arrayContaining(['1.28', '1.34']),
    canComment: true,
  });
  expect(await client.connection.sendRequest('probewise/targetEdits', { textDocument, kubernetes: '1.30' })).toEqual([
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      newText: '# probewise: kubernetes=1.30\n',
    },
  ]);
});

test('settings that make no sense are as if not set', async () => {
  client = await TestClient.start({ settings: { kubernetesVersion: 30, podPaths: [1], schemaValidation: 'maybe' } });
  await client.open(uri, pod);
  expect(await codes()).toEqual([]);
});

test('beside another extension that has the schema, its findings are not shown, but can be fixed', async () => {
  client = await TestClient.start({ settings: { otherChecks: 'schema' } });
  await client.open(uri, pod.replace('metadata:', 'metadata:\n  labls: {}'));
  expect(await codes()).toEqual([]);
  const at = client.positionOf(uri, 'labls');
  const [action] = await client.codeActions(uri, { start: at, end: at });
  expect(action?.title).toBe('Rename to "labels"');
  const changed = client.nextPublication();
  await client.configure({ otherChecks: 'schema', schemaValidation: 'on' });
  await changed;
  expect(await codes()).toEqual([expect.stringContaining('unknown-field')]);
});
