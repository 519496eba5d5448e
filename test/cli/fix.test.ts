/** `probewise check --fix`: what is changed in files, and what stays as it is. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFixed } from '../../server/src/cli/check/fix/writeFixed.ts';
import type { JsonReport } from '../../server/src/cli/check/reports/json.ts';
import { writeManifestTree } from '../bench/manifestTree.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const root = join(import.meta.dirname, '../..');

/** Two mistakes with safe fixes, one with a suggestion. */
const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web # the only one
      image: nginx:1.27
      livenessProbe:
        tcpSocket: {port: 80}
        successThreshold: 2
        initialDelaySeconds: "5"
        periodSeconds: 10
        timeoutSeconds: 20
`;
const safe = pod.replace('successThreshold: 2', 'successThreshold: 1').replace('"5"', '5');
const suggested = safe.replace('timeoutSeconds: 20', 'timeoutSeconds: 10');

const read = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8');

test('safe fixes change what they are about, and nothing else', async () => {
  const cwd = folder({ 'a/web.yaml': pod, 'a/good.yaml': suggested });
  const { code, stdout, stderr } = await probewise(['check', '--fix', '--fail-on', 'warning', 'a'], { cwd });
  expect(read(cwd, 'a/web.yaml')).toBe(safe);
  expect(read(cwd, 'a/good.yaml')).toBe(suggested);
  expect(stderr).toBe('probewise: 2 fixes applied in 1 file\n');
  // What is left is reported, at its place in the fixed text.
  expect(code).toBe(1);
  expect(stdout).toContain('a/web.yaml:13:25: warning: ');
  expect(stdout).not.toContain('success-threshold-must-be-one');
});

test('suggestions are taken where they are asked for', async () => {
  const cwd = folder({ 'web.yaml': pod });
  const { code } = await probewise(['check', '--fix-suggested', 'web.yaml'], { cwd });
  expect([code, read(cwd, 'web.yaml')]).toEqual([0, suggested]);
});

test('reports for programs have what is left', async () => {
  const cwd = folder({ 'web.yaml': pod });
  const { stdout } = await probewise(['check', '--fix', '--format', 'json', 'web.yaml'], { cwd });
  const { findings } = JSON.parse(stdout) as JsonReport;
  expect(findings.map(({ rule }) => rule)).toEqual(['liveness-without-readiness', 'timeout-exceeds-period']);
});

test.each<[string, (text: string) => Uint8Array]>([
  ['Windows line ends', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, big end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['no line end at the end', (text) => Buffer.from(text.trimEnd())],
])('%s: kept', async (_, encode) => {
  const cwd = folder({ 'web.yaml': encode(pod) });
  const { code } = await probewise(['check', '--fix', 'web.yaml'], { cwd });
  expect([code, readFileSync(join(cwd, 'web.yaml'))]).toEqual([0, Buffer.from(encode(safe))]);
});

test('lines that a fix adds end as those around them', async () => {
  const misplaced = pod.replace('      livenessProbe:', '      livenessProbe:\n        restartPolicy: Always');
  const cwd = folder({ 'web.yaml': misplaced.replaceAll('\n', '\r\n') });
  await probewise(['check', '--fix-suggested', 'web.yaml'], { cwd });
  const text = read(cwd, 'web.yaml');
  expect(text).not.toBe(misplaced.replaceAll('\n', '\r\n'));
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test.skipIf(process.platform === 'win32')('a link stays a link, and modes stay', async () => {
  const cwd = folder({ 'real.yaml': pod });
  chmodSync(join(cwd, 'real.yaml'), 0o640);
  symlinkSync('real.yaml', join(cwd, 'link.yaml'));
  await probewise(['check', '--fix', 'link.yaml'], { cwd });
  expect(lstatSync(join(cwd, 'link.yaml')).isSymbolicLink()).toBe(true);
  expect([read(cwd, 'real.yaml'), statSync(join(cwd, 'real.yaml')).mode & 0o777]).toEqual([safe, 0o640]);
});

describe('--dry-run', () => {
  test('changes nothing, and prints what patch applies', async () => {
    const cwd = folder({ 'a/web.yaml': pod, 'b.yaml': pod.replaceAll('\n', '\r\n'), 'c.yaml': pod.trimEnd() });
    const dry = await probewise(['check', '--fix', '--dry-run', '.'], { cwd });
    expect([dry.code, dry.stderr, read(cwd, 'a/web.yaml')]).toEqual([1, '', pod]);
    expect(dry.stdout).toContain('--- a/a/web.yaml\n+++ b/a/web.yaml\n@@ -7,7 +7,7 @@\n');
    execFileSync('git', ['apply', '-'], { cwd, input: dry.stdout });
    expect(read(cwd, 'a/web.yaml')).toBe(safe);
    expect(read(cwd, 'b.yaml')).toBe(safe.replaceAll('\n', '\r\n'));
    expect(read(cwd, 'c.yaml')).toBe(safe.trimEnd());
    expect(await probewise(['check', '--fix', '--dry-run', '.'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('of the standard input', async () => {
    const dry = await probewise(['check', '--fix', '--dry-run', '-'], { cwd: folder({}), stdin: pod });
    expect(dry.stdout).toContain('+++ b/<stdin>\n');
    expect(dry.stdout).toContain('\n+        successThreshold: 1\n');
  });

  test('beside a report in a file', async () => {
    const cwd = folder({ 'web.yaml': pod });
    const args = ['check', '--fix', '--dry-run', '--format', 'json', '--output', 'left.json', 'web.yaml'];
    const { stdout } = await probewise(args, { cwd });
    expect(stdout).toMatch(/^--- a\/web\.yaml\n/);
    expect((JSON.parse(read(cwd, 'left.json')) as JsonReport).findings).toHaveLength(2);
  });
});

test.each([
  [['--dry-run', 'web.yaml'], 'probewise: --dry-run needs --fix or --fix-suggested\n'],
  [['--fix', '-'], /^probewise: the standard input cannot be fixed/],
  [['--fix', '--dry-run', '--format', 'json', 'web.yaml'], /^probewise: The difference goes to the standard output/],
])('%j makes no sense', async (args, message) => {
  const cwd = folder({ 'web.yaml': pod });
  const { code, stderr } = await probewise(['check', ...args], { cwd, stdin: pod });
  expect([code, read(cwd, 'web.yaml')]).toEqual([2, pod]);
  expect(stderr).toMatch(message);
});

test('the templates and values of a chart', async () => {
  const template = pod.replace('name: web}', 'name: "{{ .Release.Name }}"}').replace('"5"', '{{ .Values.delay }}');
  const cwd = folder({
    'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
    'web/values.yaml': 'delay: "5" # seconds\n',
    'web/templates/pod.yaml': template,
  });
  await probewise(['check', '--fix', 'web'], { cwd });
  expect(read(cwd, 'web/templates/pod.yaml')).toBe(template.replace('successThreshold: 2', 'successThreshold: 1'));
});

test('the base of an overlay', async () => {
  const cwd = folder({
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': pod.replace('successThreshold: 2', 'successThreshold: 1').replace('"5"', '5'),
    'prod/kustomization.yaml':
      'resources: [../base]\npatches:\n  - path: patch.yaml\n    target: {kind: Pod, name: web}\n',
    'prod/patch.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n      livenessProbe: {successThreshold: 2}\n',
  });
  const { code } = await probewise(['check', '--fix', '.'], { cwd });
  expect([code, read(cwd, 'prod/patch.yaml')]).toEqual([0, expect.stringContaining('{successThreshold: 1}')]);
});

test('a file that cannot be written is named, and the other files are fixed', async () => {
  const cwd = folder({ 'a.yaml': 'a', 'b.yaml': 'b' });
  mkdirSync(join(cwd, 'folder.yaml'));
  const file = (name: string, before: string) => ({ name, path: join(cwd, name), before, after: 'new' });
  const problems = writeFixed([
    file('a.yaml', 'what it was before somebody saved it'),
    file('folder.yaml', 'a'),
    file('gone.yaml', 'a'),
    file('b.yaml', 'b'),
  ]);
  expect(problems).toEqual([
    'a.yaml: not fixed: the file changed during the check',
    'folder.yaml: not fixed: it is not a regular file',
    'gone.yaml: no such file or directory',
  ]);
  expect([read(cwd, 'a.yaml'), read(cwd, 'b.yaml')]).toEqual(['a', 'new']);
  expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'b.yaml', 'folder.yaml']);
});

test('examples, corpus and generated files: nothing is left to fix, and nothing breaks', {
  timeout: 120_000,
}, async () => {
  const cwd = folder({});
  writeManifestTree(join(cwd, 'tree'), 100);
  for (const name of ['examples', 'test/corpus/bad', 'test/corpus/templates'])
    cpSync(join(root, name), join(cwd, name), { recursive: true });
  const count = async (...more: string[]) => {
    const { stdout, stderr } = await probewise(['check', ...more, '--format', 'json', '.'], { cwd });
    expect(stderr.replace(/^probewise: \d+ fixes applied in \d+ files\n/, '')).toBe('');
    const { findings } = JSON.parse(stdout) as JsonReport;
    const errors = findings.filter(({ severity }) => severity === 'error');
    return { all: findings.length, errors: errors.length, rules: new Set(errors.map(({ rule }) => rule)) };
  };
  const before = await count();
  const after = await count('--fix-suggested');
  expect(after.all).toBeLessThan(before.all);
  expect(after.errors).toBeLessThan(before.errors);
  expect([...after.rules].filter((rule) => !before.rules.has(rule))).toEqual([]);
  const again = await probewise(['check', '--fix-suggested', '--dry-run', '.'], { cwd });
  expect(again.stdout).toBe('');
});
