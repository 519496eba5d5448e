/** Bad input, in a process of its own: one clear line, the right exit code, other files checked, nothing half-written. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formats } from '../../server/src/cli/check/reports/formats.ts';
import { writeManifestTree } from '../bench/manifestTree.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const main = join(root, 'server/src/cli/main.ts');

const bad = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: A, image: "a:1"}]}\n';
const fixable =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "a:1", livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}}]}\n';

interface Run {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As an ordinary user: nothing is locked to the superuser. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

function run(cwd: string, args: readonly string[], { as = {}, interruptAfter = '' } = {}): Promise<Run> {
  const child = spawn(node, [main, ...args], { cwd, ...as, env: { ...process.env, NO_COLOR: '1' } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
    if (interruptAfter !== '' && stderr.includes(interruptAfter)) child.kill('SIGINT');
  });
  child.stdin.end();
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
}

describe.skipIf(process.platform === 'win32')('one line, and the other files are checked', () => {
  type Case = readonly [name: string, make: (path: string) => void, line: string | RegExp];
  const cases: readonly Case[] = [
    ['a file that is not there', () => {}, 'no such file or directory'],
    ['a pipe that no one writes to', (path) => execFileSync('mkfifo', [path]), 'nothing is written to this pipe'],
    ['a device without an end', (path) => symlinkSync('/dev/zero', path), 'has no end, or is too large to be read'],
    ['a link to itself', (path) => symlinkSync('odd.yaml', path), 'too many symbolic links'],
    ['a link to nowhere', (path) => symlinkSync('nowhere', path), 'no such file or directory'],
    ['bytes that are no UTF-8', (path) => writeFileSync(path, Buffer.of(0x61, 0xff)), 'not a text file'],
    ['an image', (path) => writeFileSync(path, Buffer.of(0x89, 0x50, 0x4e, 0x47, 0)), 'not a text file'],
  ];
  test.each(cases)('%s', { timeout: 60_000 }, async (_, make, line) => {
    const cwd = folder({ 'bad.yaml': bad });
    make(join(cwd, 'odd.yaml'));
    const { code, stdout, stderr } = await probewise(['check', 'odd.yaml', 'bad.yaml'], { cwd });
    expect([code, stderr]).toEqual([2, `probewise: odd.yaml: ${line}\n`]);
    expect(stdout).toMatch(/^bad\.yaml:4:/);
  });

  test.each([
    ['a folder without manifests', ['empty', 'bad.yaml'], 'probewise: no YAML or JSON files in empty\n'],
    ['a glob that nothing fits', ['*.json', 'bad.yaml'], 'probewise: no files match *.json\n'],
    [
      'two of them',
      ['a.yaml', 'bad.yaml', 'b.yaml'],
      /^probewise: a\.yaml: no such .*\nprobewise: b\.yaml: no such .*\n$/,
    ],
  ])('%s', async (_, args, line) => {
    const cwd = folder({ 'bad.yaml': bad });
    mkdirSync(join(cwd, 'empty'));
    const { code, stdout, stderr } = await probewise(['check', ...args], { cwd });
    expect([code, stdout.split(':')[0]]).toEqual([2, 'bad.yaml']);
    expect(stderr).toMatch(line);
  });

  test('a folder that contains itself, and odd things below a folder', async () => {
    const cwd = folder({ 'a/bad.yaml': bad });
    symlinkSync('..', join(cwd, 'a/loop'));
    symlinkSync('self.yaml', join(cwd, 'a/self.yaml'));
    execFileSync('mkfifo', [join(cwd, 'a/pipe.yaml')]);
    const { code, stdout, stderr } = await probewise(['check', '.'], { cwd });
    expect([code, stderr]).toEqual([2, 'probewise: a/self.yaml: too many symbolic links\n']);
    expect(stdout).toMatch(/^a\/bad\.yaml:4:/);
  });

  test('files and folders that may not be read', { timeout: 60_000 }, async () => {
    const cwd = folder({ 'bad.yaml': bad, 'a.yaml': bad, 'b/c.yaml': bad });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'a.yaml'), 0);
    chmodSync(join(cwd, 'b'), 0);
    try {
      const { code, stdout, stderr } = await run(cwd, ['check', '.'], { as: user });
      expect([code, stderr]).toEqual([2, 'probewise: a.yaml: permission denied\nprobewise: b: permission denied\n']);
      expect(stdout).toMatch(/^bad\.yaml:4:/);
    } finally {
      chmodSync(join(cwd, 'b'), 0o755);
    }
  });
});

test.skipIf(process.platform === 'win32')(
  'a pipe with a slow writer is read to its end',
  { timeout: 60_000 },
  async () => {
    const cwd = folder({ 'bad.yaml': bad });
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const script =
      '(sleep 0.3; head -c 30 bad.yaml; sleep 0.3; tail -c +31 bad.yaml) > pipe & exec "$0" "$1" check pipe';
    const child = spawn('bash', ['-c', script, node, main], { cwd });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(stdout).toMatch(/^pipe:4:/);
  },
);

describe.skipIf(process.platform === 'win32')('what cannot be written', () => {
  test('a report: one line, and the other reports are there', async () => {
    const cwd = folder({ 'bad.yaml': bad });
    const write = (file: string) =>
      probewise(['check', '--format', 'json', '--output', file, '--format', 'compact', 'bad.yaml'], { cwd });
    expect(await write('none/report.json')).toMatchObject({
      code: 2,
      stderr: 'probewise: none/report.json: no such file or directory\n',
    });
    if (existsSync('/dev/full'))
      expect(await write('/dev/full')).toMatchObject({ code: 2, stderr: 'probewise: /dev/full: no space left\n' });
    expect(readdirSync(cwd)).toEqual(['bad.yaml']);
  });

  test('fixes in a read-only folder: each file is named, and stays whole', { timeout: 60_000 }, async () => {
    const cwd = folder({ 'ro/a.yaml': fixable, 'ro/b.yaml': fixable, 'rw/c.yaml': fixable });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'ro'), 0o555);
    chmodSync(join(cwd, 'rw'), 0o777);
    chmodSync(join(cwd, 'rw/c.yaml'), 0o666);
    const { code, stderr } = await run(cwd, ['check', '--fix', '.'], { as: user });
    chmodSync(join(cwd, 'ro'), 0o755);
    expect(code).toBe(2);
    expect(stderr).toContain('probewise: ro/a.yaml: permission denied\nprobewise: ro/b.yaml: permission denied\n');
    expect(readFileSync(join(cwd, 'ro/a.yaml'), 'utf8')).toBe(fixable);
    expect(readFileSync(join(cwd, 'rw/c.yaml'), 'utf8')).toContain('successThreshold: 1');
    expect([readdirSync(join(cwd, 'ro')), readdirSync(join(cwd, 'rw'))]).toEqual([['a.yaml', 'b.yaml'], ['c.yaml']]);
  });
});

test.skipIf(process.platform === 'win32')('names with control characters are never printed raw', async () => {
  const name = 'a\u001b[31m\n::error::x\u0007\u009b\u202e.yaml';
  const cwd = folder({ [name]: bad, [`${name}.json`]: Buffer.of(0xff) });
  for (const format of formats) {
    const { stdout, stderr } = await probewise(['check', '--format', format, '.'], { cwd });
    expect(`${stdout}${stderr}`, format).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|^::error::x/m);
    expect(stderr).toMatch(/^probewise: [^\n]+: not a text file\n$/);
  }
  const { stdout } = await probewise(['check', '--fix', '--dry-run', '.'], { cwd: folder({ [name]: fixable }) });
  expect(stdout).toContain('+++ "b/a');
  expect(stdout).not.toMatch(/[\u001b\u0007\u009b\u202e]|^::error/m);
});

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  test('while files are checked: the end, and nothing is written', { timeout: 60_000 }, async () => {
    const cwd = folder({ 'pipe.txt': '' });
    writeManifestTree(join(cwd, 'tree'), 300);
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const args = ['check', 'none.yaml', '--fix', '--format', 'json', '--output', 'r.json', 'tree'];
    const { code, signal } = await run(cwd, args, { interruptAfter: 'none.yaml' });
    expect(signal ?? code).toSatisfy((end: unknown) => end === 'SIGINT' || end === 130);
    expect(readdirSync(cwd).sort()).toEqual(['pipe', 'pipe.txt', 'tree']);
  });
});

test('a bar on a terminal that waits for long, and nowhere else', { timeout: 60_000 }, async () => {
  const cwd = folder({});
  writeManifestTree(join(cwd, 'tree'), 200);
  const none = await probewise(['check', '--format', 'json', 'tree'], { cwd });
  expect(none.stderr).toBe('');
  const shown = await probewise(['check', '--format', 'json', 'tree'], { cwd, isTerminal: true, slowdown: 100 });
  expect(shown.stdout).toBe(none.stdout);
  expect(shown.stderr).toMatch(/^(?:\r[█░]{24} \d+ of 200 files\u001b\[K)+\r\u001b\[K$/);
  // Sooner than half a second it would only flicker.
  const quick = await probewise(['check', 'tree/team-0/app-0/workload.yaml'], { cwd, isTerminal: true });
  expect(quick.stderr).toBe('');
});
