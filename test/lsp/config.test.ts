/** `.probewise.yaml` in the editor: over the settings, read again when it changes, and checked itself. */
import { expect, test } from 'vitest';
import { TestClient } from './client.ts';

const uri = 'file:///w/a/web.yaml';
const config = 'file:///w/.probewise.yaml';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: nginx}]\n';
const floating = (severity: string) => `rules: {floating-tag: ${severity}}\n`;

test('the nearest config file is over the settings, and what it leaves open they decide', async () => {
  const files = { [config]: floating('error') };
  const settings = { rules: { 'floating-tag': 'hint', 'bare-pod': 'error' } };
  const client = await TestClient.start({ settings, files });
  await client.open(uri, pod);
  await client.expectErrors(uri, '2 bare-pod', '5 floating-tag');
  client.stop();
});

test('what is typed into it counts at once, and what is saved by others when the client says so', async () => {
  const files: Record<string, string> = {};
  const client = await TestClient.start({ settings: {}, files });
  await client.open(uri, pod);
  await client.expectErrors(uri);
  await client.open(config, floating('hint'));
  await client.edit(config, 'hint', 'error');
  await client.expectErrors(uri, '5 floating-tag');
  await client.close(config);
  await client.expectErrors(uri);
  files[config] = floating('error');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 1 }] });
  await client.expectErrors(uri, '5 floating-tag');
  client.stop();
});

test('its own mistakes stand at their lines, with a fix', async () => {
  const client = await TestClient.start({ settings: {} });
  await client.open(config, 'profile: strict\nrules: {floatingtag: off}\n');
  const [problem, ...others] = await client.diagnostics(config);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: 'invalid-config', range: { start: { line: 1, character: 8 } } });
  const actions = await client.codeActions(config, problem!.range);
  expect(actions.map(({ title }) => title)).toContain('Write floating-tag');
  // Half a config counts for nothing.
  await client.open(uri, pod);
  await client.expectErrors(uri);
  client.stop();
});

test('settings, rules, gates and their values are completed in it', async () => {
  const client = await TestClient.start({ settings: {} });
  const labels = async (text: string) => {
    await client.open(config, text.replace('|', ''));
    const before = text.slice(0, text.indexOf('|')).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    const answer: { items: { label: string }[] } | null = await client.connection.sendRequest(
      'textDocument/completion',
      {
        textDocument: { uri: config },
        position,
      },
    );
    await client.close(config);
    return (answer?.items ?? []).map(({ label }) => label);
  };
  expect(await labels('|')).toEqual(expect.arrayContaining(['profile', 'rules', 'podPaths', 'kubernetesVersion']));
  expect(await labels('profile: strict\n|')).not.toContain('profile');
  expect(await labels('profile: |')).toEqual(['minimal', 'recommended', 'strict']);
  expect(await labels('kubernetesVersion: |')).toContain('1.33');
  expect(await labels('rules:\n  |')).toContain('floating-tag');
  expect(await labels('rules:\n  floating-tag: |')).toEqual(expect.arrayContaining(['off', 'error', 'warning']));
  expect(await labels('codeLens: |')).toEqual(['true', 'false']);
  client.stop();
});
