/** The command line as a process of its own: exit codes, colours, readers that go away. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeManifestTree } from '../bench/manifestTree.ts';
import { folder } from './support/folder.ts';

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const main = join(root, 'server/src/cli/main.ts');

const bad = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: nginx:1.27
      livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}
`;
const good = bad.replace(', successThreshold: 2', '');

interface Options {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Stops reading after the first piece of output. */
  readonly hangUp?: boolean;
}

async function run(args: readonly string[], { cwd, env = {}, stdin = '', hangUp = false }: Options) {
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  const child = spawn(node, [main, ...args], { cwd, env: { ...inherited, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
    if (hangUp) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  child.stdin.end(stdin);
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

test('findings, colours and exit codes', { timeout: 60_000 }, async () => {
  const cwd = folder({ 'web.yaml': bad });
  const plain = await run(['check', 'web.yaml'], { cwd });
  expect(plain).toMatchObject({ code: 1, stderr: '' });
  expect(plain.stdout).toContain('[success-threshold-must-be-one]');
  expect(plain.stdout).not.toContain('\x1b[');
  const colored = await run(['check', 'web.yaml'], { cwd, env: { FORCE_COLOR: '1' } });
  expect(colored.stdout).toContain('\x1b[31m');
  const refused = await run(['check', 'web.yaml'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
  expect(refused.stdout).toBe(plain.stdout);
  expect(await run(['check', 'nope.yaml'], { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'probewise: nope.yaml: no such file or directory\n',
  });
});

test('the standard input', { timeout: 60_000 }, async () => {
  const { code, stdout } = await run(['simulate', '-', '--at', '5s'], { cwd: folder({}), stdin: good });
  expect(code).toBe(0);
  expect(stdout).toBe('NAME   READY   STATUS    RESTARTS   AGE\nweb    1/1     Running   0          5s\n');
  const rejected = await run(['simulate', '-', '--at', '5s'], { cwd: folder({}), stdin: bad });
  expect(rejected).toMatchObject({ code: 1, stdout });
  expect(rejected.stderr).toMatch(/^The API server rejects Pod web;/);
});

test('a reader that goes away changes no verdict and raises no error', { timeout: 60_000 }, async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.yaml`, bad]));
  const cwd = folder({ 'ok.yaml': 'a: 1', 'good.yaml': good, ...many });
  expect(await run(['check', '.'], { cwd, hangUp: true })).toMatchObject({ code: 1, stderr: '' });
  expect(await run(['check', '--format', 'json', '.'], { cwd, hangUp: true })).toMatchObject({ code: 1, stderr: '' });
  const simulate = ['simulate', 'good.yaml', '--scenario', 'deadlock', '--format', 'json'];
  expect(await run(simulate, { cwd, hangUp: true })).toMatchObject({ code: 0, stderr: '' });
});

test('many files, in threads: the same verdict for a reader that goes away', { timeout: 120_000 }, async () => {
  const cwd = folder({});
  writeManifestTree(cwd, 500);
  const whole = await run(['check', '--threads', '2', '.'], { cwd });
  expect([whole.code, whole.stderr]).toEqual([1, '']);
  expect(whole.stdout).toMatch(/ in 500 files; \d+ with a fix\n$/);
  const cut = await run(['check', '--threads', '2', '.'], { cwd, hangUp: true });
  expect([cut.code, cut.stderr]).toEqual([1, '']);
});

test.skipIf(process.platform === 'win32')('a working directory that was deleted', { timeout: 60_000 }, async () => {
  const cwd = join(folder({}), 'gone');
  mkdirSync(cwd);
  const child = spawn('bash', ['-c', 'rmdir "$PWD"; exec "$0" "$1" check .', node, main], { cwd });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
  expect(stderr).toBe('probewise: the working directory has been deleted; change to another one\n');
});

test.skipIf(process.platform === 'win32')('what a shell gives as a file: pipes, links, descriptors', async () => {
  const cwd = folder({ 'web.yaml': bad });
  const shell = (script: string) =>
    new Promise<{ code: number | null; stdout: string }>((resolve) => {
      const child = spawn('bash', ['-c', script, node, main], { cwd });
      let stdout = '';
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk;
      });
      child.on('close', (code) => resolve({ code, stdout }));
    });
  const piped = await shell('"$0" "$1" check --format json <(cat web.yaml) /dev/stdin < web.yaml');
  expect(piped.code).toBe(1);
  const { files, findings } = JSON.parse(piped.stdout) as { files: number; findings: { rule: string }[] };
  const errors = findings.filter(({ rule }) => rule === 'success-threshold-must-be-one');
  expect([files, errors.length]).toEqual([2, 2]);
  if (existsSync('/dev/full')) {
    const full = await shell('"$0" "$1" check web.yaml 2>&1 > /dev/full');
    expect(full).toEqual({ code: 2, stdout: 'probewise: the standard output: no space left\n' });
  }
  // The verdict of the check is the verdict of the pipe, whatever the reader takes of it.
  const headed = await shell('set -o pipefail; "$0" "$1" check web.yaml | head -n 1');
  expect(headed.code).toBe(1);
  expect(headed.stdout).toMatch(/^web\.yaml:/);
});
