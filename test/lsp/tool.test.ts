/** `probewise/tool`: what assistants of VS Code ask the language server. */
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { TestClient } from './client.ts';

test('the declared tools answer', async () => {
  const client = await TestClient.start();
  const call = (name: string, given: object) =>
    client.connection.sendRequest<{ text: string; isError: boolean }>('probewise/tool', {
      name,
      arguments: given,
      nowMs: 0,
    });
  const manifest = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: b, image: "c:1"}]}\n';
  expect((await call('simulate_pod', { manifest })).text).toMatch(/READY +STATUS/);
  expect((await call('explain_state', { state: 'Evicted' })).isError).toBe(false);
  // Files are the client's to read.
  expect((await call('check_manifest', { path: '/etc/hosts' })).isError).toBe(true);
  for (const { name } of packageJson.contributes.languageModelTools) {
    const { text } = await call(name.replace('probewise_', ''), {});
    expect(text).not.toContain('no tool');
  }
});
