/** Inlay hints over a real connection: those of the lines that are shown, and the last good ones of broken text. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

const uri = 'file:///w/pod.yaml';
const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  restartPolicy: Always
  terminationGracePeriodSeconds: 30
  containers:
    - name: web
      image: nginx
`;

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.stop());

interface Hint {
  readonly position: { readonly line: number; readonly character: number };
  readonly label: string;
}

async function hints(first = 0, last = 100): Promise<Hint[] | null> {
  const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
  return client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
}

const label = 'imagePullPolicy: Always ← no tag';

test('stand in the lines that are shown', async () => {
  await client.open(uri, text);
  expect(await hints()).toMatchObject([{ position: { line: 9, character: 18 }, label }]);
  expect(await hints(0, 5)).toEqual([]);
});

test('stay while the text is broken, and move with it', async () => {
  await client.open(uri, text);
  await hints();
  await client.edit(uri, 'name: web\nspec', 'name: "web\n\nspec');
  expect(await hints()).toMatchObject([{ position: { line: 10, character: 18 }, label }]);
  await client.edit(uri, 'name: "web\n', 'name: "web"\n');
  await client.edit(uri, 'image: nginx', 'image: nginx:1');
  expect(await hints()).toMatchObject([{ position: { line: 10 }, label: 'imagePullPolicy: IfNotPresent' }]);
});
