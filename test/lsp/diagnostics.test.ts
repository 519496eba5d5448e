/** Who gets diagnostics, and when: closed files in the workspace's mode, and clients that ask. */
import { expect, test } from 'vitest';
import { TestClient } from './client.ts';

const bad = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }\n`;
const files = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ uri: `file:///w/p${number}.yaml`, text: bad(`p${number}`) }));

async function published(client: TestClient, uris: readonly string[]): Promise<void> {
  while (uris.some((uri) => client.publications(uri) === 0)) await client.nextPublication();
}

test('files that are not open have diagnostics where the workspace is asked for', async () => {
  const client = await TestClient.start({ settings: { diagnosticMode: 'workspace' } });
  const changed = files(3);
  await client.connection.sendNotification('probewise/workspaceFiles', { changed, deleted: [], complete: true });
  await published(
    client,
    changed.map(({ uri }) => uri),
  );
  expect(client.publishedFor(changed[0]!.uri)).toMatchObject([{ code: 'success-threshold-must-be-one', severity: 1 }]);

  const mended = { ...changed[0]!, text: changed[0]!.text.replace('successThreshold: 2', 'successThreshold: 1') };
  await client.connection.sendNotification('probewise/workspaceFiles', { changed: [mended], deleted: [] });
  while (client.publishedFor(mended.uri)?.length !== 0) await client.nextPublication();

  await client.connection.sendNotification('probewise/workspaceFiles', { changed: [], deleted: [changed[1]!.uri] });
  while (client.publishedFor(changed[1]!.uri)?.length !== 0) await client.nextPublication();
  await client.stop();
});

test('otherwise they have none', async () => {
  const client = await TestClient.start({ settings: {} });
  const changed = files(2);
  await client.connection.sendNotification('probewise/workspaceFiles', { changed, deleted: [], complete: true });
  await client.open('file:///w/open.yaml', bad('open'));
  await client.diagnostics('file:///w/open.yaml');
  expect(changed.map(({ uri }) => client.publications(uri))).toEqual([0, 0]);
  await client.stop();
});

test('a client that asks for diagnostics gets them, and is sent none', async () => {
  const client = await TestClient.start({ initializationOptions: { diagnostics: 'pull' } });
  const uri = 'file:///w/pulled.yaml';
  await client.open(uri, bad('pulled'));
  const report = await client.connection.sendRequest<{ kind: string; items: object[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  expect(report.kind).toBe('full');
  expect(report.items).toContainEqual(expect.objectContaining({ code: 'success-threshold-must-be-one' }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(client.publications(uri)).toBe(0);
  await client.stop();
});

test('a client that asks gets diagnostics of files that are not open, too: each once, until it changes', async () => {
  const client = await TestClient.start({
    settings: { diagnosticMode: 'workspace' },
    initializationOptions: { diagnostics: 'pull' },
  });
  const ask = async (previousResultIds: { uri: string; value: string }[]) => {
    const { items } = await client.connection.sendRequest<{ items: Report[] }>('workspace/diagnostic', {
      previousResultIds,
    });
    return items;
  };
  const changed = files(3);
  await client.connection.sendNotification('probewise/workspaceFiles', { changed, deleted: [], complete: true });
  let first: Report[] = [];
  while (first.length < 3) first = await ask([]);
  expect(first.map(({ kind, items }) => [kind, items?.map(({ code }) => code)])).toEqual(
    changed.map(() => ['full', ['success-threshold-must-be-one']]),
  );
  const known = first.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
  expect(await ask(known)).toMatchObject(changed.map(({ uri }) => ({ uri, kind: 'unchanged' })));

  const mended = { ...changed[0]!, text: changed[0]!.text.replace('successThreshold: 2', 'successThreshold: 1') };
  await client.connection.sendNotification('probewise/workspaceFiles', { changed: [mended], deleted: [] });
  let next = await ask(known);
  while (next.every(({ kind }) => kind === 'unchanged')) next = await ask(known);
  expect(next.find(({ uri }) => uri === mended.uri)).toMatchObject({ kind: 'full', items: [] });
  expect(client.publications(changed[1]!.uri)).toBe(0);
  await client.stop();
});

interface Report {
  readonly uri: string;
  readonly kind: string;
  readonly resultId?: string;
  readonly items?: { readonly code: string }[];
}
