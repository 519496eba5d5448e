/** Completion over a real connection. */
import { afterEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

let client: TestClient;

afterEach(() => client.stop());

interface Item {
  readonly label: string;
  readonly detail?: string;
  readonly sortText: string;
  readonly textEdit: { readonly newText: string };
}

const uri = 'file:///w/pod.yaml';

async function complete(text: string): Promise<readonly Item[]> {
  await client.open(uri, text.replace('|', ''));
  const lines = text.slice(0, text.indexOf('|')).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)!.length };
  const { items }: { items: Item[] } = await client.connection.sendRequest('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  return items.sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

const envFrom =
  'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      envFrom:\n        - configMapRef:\n            name: |\n';

test('names come from files that are not open, too', async () => {
  client = await TestClient.start();
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n';
  await client.connection.sendNotification('probewise/workspaceFiles', {
    changed: [{ uri: 'file:///w/config.yaml', text }],
    deleted: [],
  });
  await expect.poll(async () => (await complete(envFrom)).map(({ label }) => label)).toEqual(['settings']);
});

test('the settings’ release decides which fields there are', async () => {
  client = await TestClient.start({ settings: { kubernetesVersion: '1.28' } });
  const labels = (await complete('apiVersion: v1\nkind: Pod\nspec:\n  |')).map(({ label }) => label);
  expect(labels[0]).toBe('containers');
  expect(labels).not.toContain('resources');
});

test('the settings’ feature gates decide what is dropped', async () => {
  client = await TestClient.start({ settings: { featureGates: { ContainerStopSignals: true } } });
  const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      lifecycle:\n        |';
  const detail = async () => (await complete(text)).find(({ label }) => label === 'stopSignal')?.detail;
  expect(await detail()).toBe('string');
  await client.configure({});
  expect(await detail()).toBe('string, dropped: ContainerStopSignals is off');
});

test('a client without snippets gets plain text', async () => {
  client = await TestClient.start();
  const [first] = await complete('apiVersion: v1\nkind: Pod\nspec:\n  |');
  expect(first?.textEdit.newText).toBe('containers:\n    - name: \n      image: ');
});
