/** `npm run package:npm`: packed, installed into an empty folder, and each command used there. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { packageCommandLine } from '../../scripts/support/npmPackage.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'probewise-'));
const installed = join(folder, 'node_modules/probewise');
const web = readFileSync(join(root, 'examples/web-three-probes.yaml'), 'utf8');

beforeAll(async () => {
  const { tarball } = await packageCommandLine();
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder });
  writeFileSync(join(folder, 'web.yaml'), web);
  writeFileSync(join(folder, 'other.yaml'), web.replace('periodSeconds: 5', 'periodSeconds: 2'));
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function probewise(args: readonly string[], input = '') {
  const command = join(folder, 'node_modules/.bin/probewise');
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, input, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

test('one bundle of at most 3 MB, without dependencies and install scripts', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'probewise', bin: { probewise: 'probewise.cjs' } });
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.scripts).toBeUndefined();
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['probewise']);
  for (const file of ['LICENSE', 'README.md', 'ThirdPartyNotices.txt', 'docs/agents.md', 'skills/probewise/SKILL.md'])
    expect(existsSync(join(installed, file)), file).toBe(true);
});

test.each([
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
  [['check', 'web.yaml', '--fail-on', 'never'], 0, /./],
  [['simulate', 'web.yaml', '--scenario', 'deadlock'], 0, /^NAME +READY +STATUS/],
  [['simulate', 'web.yaml', '--format', 'svg'], 0, /^<svg /],
  [['rollout', 'web.yaml'], 0, /successfully rolled out/],
  [['tune', 'web.yaml', '--restart', '1m'], 0, /^Deployment shop, container shop:/],
  [['explain', 'CrashLoopBackOff'], 0, /^CrashLoopBackOff\n/],
  [['diff', 'web.yaml', 'other.yaml', '--scenario', 'healthy'], 1, /instead of/],
  [['lsp', '--help'], 0, /--stdio/],
  [['mcp', '--help'], 0, /--root/],
] as const)('probewise %j', (args, code, said) => {
  const result = probewise(args);
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code, stderr: '' });
  expect(result.stdout).toMatch(said);
});

test('render, of a chart', () => {
  const chart = join(folder, 'chart');
  execFileSync('mkdir', ['-p', join(chart, 'templates')]);
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
  writeFileSync(join(chart, 'templates/pod.yaml'), 'kind: Pod\nmetadata: {name: {{ .Release.Name }}}\n');
  expect(probewise(['render', 'chart'])).toMatchObject({ code: 0, stdout: expect.stringContaining('kind: Pod') });
});

test('lsp answers a client', { timeout: 30_000 }, async () => {
  const server = spawn(process.execPath, [join(installed, 'probewise.cjs'), 'lsp', '--stdio'], { cwd: folder });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const { capabilities } = await connection.sendRequest<{ capabilities: object }>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  expect(capabilities).toMatchObject({ hoverProvider: expect.anything(), executeCommandProvider: expect.anything() });
  connection.dispose();
  server.kill();
});

test('mcp answers the client of its SDK', { timeout: 30_000 }, async () => {
  const client = new Client({ name: 'test', version: '1' });
  const args = [join(installed, 'probewise.cjs'), 'mcp', '--root', folder];
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  const { content } = await client.callTool({ name: 'simulate_rollout', arguments: { path: 'web.yaml' } });
  await client.close();
  expect(JSON.stringify(content)).toContain('successfully rolled out');
});
