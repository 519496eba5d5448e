/** `probewise mcp` as a process, asked by the SDK's own client. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, '../../server/src/cli/main.ts');
const web = readFileSync(join(import.meta.dirname, '../../examples/web-three-probes.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'probewise-'));
const outside = mkdtempSync(join(tmpdir(), 'probewise-'));
const client = new Client({ name: 'test', version: '1' });

beforeAll(async () => {
  writeFileSync(join(folder, 'web.yaml'), web);
  writeFileSync(join(outside, 'secret.yaml'), web);
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml'));
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [main, 'mcp', '--root', folder], stderr: 'inherit' }),
  );
}, 60_000);

afterAll(async () => {
  await client.close();
  for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true });
});

async function call(name: string, given: Record<string, unknown>): Promise<{ text: string; isError: boolean }> {
  const { content, isError = false } = await client.callTool({ name, arguments: given });
  const [{ text }] = content as [{ text: string }];
  return { text, isError: isError === true };
}

test('the tools with their parameters', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'check_manifest',
    'simulate_pod',
    'simulate_rollout',
    'tune_probe',
    'explain_state',
    'explain_pod',
  ]);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
});

test('check_manifest: place, reason, and the fix as an edit', async () => {
  const manifest =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: app\n      image: a:1\n      livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}\n';
  const { text, isError } = await call('check_manifest', { manifest });
  expect(isError).toBe(false);
  expect(text).toContain('[success-threshold-must-be-one]');
  expect(text).toContain('Fix: Set successThreshold to 1');
  expect(text).toContain('replace 8:64 to 8:65 by "1"');
  expect((await call('check_manifest', { path: 'web.yaml', kubernetes: '1.34' })).isError).toBe(false);
});

test('simulate_pod and simulate_rollout: what happens, and which fields decide it', async () => {
  const pod = await call('simulate_pod', { path: 'web.yaml', scenario: 'crash-on-boot' });
  expect(pod.text).toContain('CrashLoopBackOff');
  expect(pod.text).toMatch(/\nDecided by: spec\.template\.spec\./);
  const rollout = await call('simulate_rollout', { path: 'web.yaml', scenario: 'crash-on-boot' });
  expect(rollout.text).toContain('The update is not finished');
  for (const { text } of [pod, rollout]) expect(text.length).toBeLessThan(3_600);
});

test('tune_probe: settings and edits, or the contradiction', async () => {
  const tuned = await call('tune_probe', { path: 'web.yaml', restartSeconds: 60 });
  expect(tuned.text).toMatch(/A hang ends with a restart[\s\S]*replace \d+:\d+ to /);
  const contradiction = await call('tune_probe', { path: 'web.yaml', restartSeconds: 1 });
  expect(contradiction.text).toContain('is not possible: it takes');
});

test('explain_state and explain_pod', async () => {
  expect((await call('explain_state', { state: 'CrashLoopBackOff' })).text).toContain('waits for its next start');
  const status = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'b' }] }, status };
  expect((await call('explain_pod', { pod: JSON.stringify(pod) })).text).toContain('The pod has failed: Evicted');
});

describe('what is refused', () => {
  test.each([
    ['a file outside of the roots', 'check_manifest', { path: join(outside, 'secret.yaml') }],
    ['a way up', 'check_manifest', { path: `../${outside.split('/').at(-1)}/secret.yaml` }],
    ['a link that leads out', 'check_manifest', { path: 'link.yaml' }],
    ['a folder', 'check_manifest', { path: '.' }],
    ['text and path', 'check_manifest', { path: 'web.yaml', manifest: web }],
    ['neither', 'simulate_pod', {}],
    ['a number for a text', 'explain_state', { state: 3 }],
    ['an unknown state', 'explain_state', { state: 'Nope' }],
    ['an unknown scenario', 'simulate_pod', { path: 'web.yaml', scenario: 'nope' }],
    ['an unknown tool', 'delete_cluster', {}],
  ])('%s', async (_, name, given) => {
    const { text, isError } = await call(name, given);
    expect(isError).toBe(true);
    expect(text.split('\n')).toHaveLength(1);
  });
});
