/** `probewise check`: what it prints, for whom, and how it ends. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/check/reports/json.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

/** Sound but for the line that is given. */
const pod = (probe: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      readinessProbe:
        tcpSocket: {port: 80}
      livenessProbe:
        tcpSocket: {port: 80}
        failureThreshold: 10
        ${probe}
`;
const good = pod('periodSeconds: 10');
const bad = pod('successThreshold: 2');

test('json: the public contract', async () => {
  const cwd = folder({ 'web.yaml': bad });
  const { code, stdout, stderr } = await probewise(['check', '--format', 'json', 'web.yaml'], { cwd });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    files: 1,
    findings: [
      {
        file: 'web.yaml',
        rule: 'success-threshold-must-be-one',
        severity: 'error',
        messageId: 'success-threshold-must-be-one/mustBeOne',
        message: expect.stringContaining('successThreshold'),
        path: 'spec.containers[0].livenessProbe.successThreshold',
        range: { start: { line: 13, character: 26 }, end: { line: 13, character: 27 } },
        fixes: [{ title: 'Set successThreshold to 1', safe: true }],
      },
    ],
  });
});

test('pretty: place, severity, message, rule, lines and fix', async () => {
  const cwd = folder({ 'web.yaml': bad });
  const { stdout } = await probewise(['check', 'web.yaml'], { cwd });
  expect(stdout).toMatch(/^web\.yaml:14:27: error: .+ \[success-threshold-must-be-one\]\n/);
  expect(stdout.split('\n').slice(1)).toEqual([
    '    12 │         tcpSocket: {port: 80}',
    '    13 │         failureThreshold: 10',
    '  > 14 │         successThreshold: 2',
    '       │                           ^',
    '    fix: Set successThreshold to 1',
    '',
    '1 error in 1 file; 1 with a fix',
    '',
  ]);
});

test('pretty: colours only where they are wanted', async () => {
  const cwd = folder({ 'web.yaml': bad });
  const colored = await probewise(['check', 'web.yaml'], { cwd, color: true });
  const plain = await probewise(['check', 'web.yaml'], { cwd });
  expect(plain.stdout).not.toContain('\x1b');
  expect(colored.stdout).toContain('\x1b[31m');
  expect(colored.stdout.replaceAll(/\x1b\[\d+m/g, '')).toBe(plain.stdout);
});

test('pretty: a manifest cannot steer the terminal', async () => {
  const cwd = folder({ 'web.yaml': bad.replace('successThreshold: 2', 'successThreshold: 2 # \x1b[2J\u202e') });
  const { stdout } = await probewise(['check', 'web.yaml'], { cwd });
  expect(stdout).toContain('successThreshold: 2 # \ufffd[2J\ufffd');
});

test('pretty: of a line that is too long, what matters is shown', async () => {
  const long = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","annotations":{"a":"${'x'.repeat(500)}"}},"spec":{"containers":[{"name":"a","image":"b:1","livenessProbe":{"exec":{"command":["a"]},"successThreshold":2}}]}}`;
  const cwd = folder({ 'pod.json': long });
  const { stdout } = await probewise(['check', 'pod.json'], { cwd, columns: 60 });
  const frame = stdout.split('\n').slice(1, 3);
  expect(frame).toEqual(['  > 1 │ …,"successThreshold":2}}]}}', '      │                      ^']);
});

test.each([
  ['an error fails', bad, [], 1],
  ['nothing found', good, [], 0],
  ['findings that were asked not to fail', bad, ['--fail-on', 'never'], 0],
  ['an error is at or above any severity', bad, ['--fail-on', 'hint'], 1],
])('exit code: %s', async (_, text, args, expected) => {
  const { code } = await probewise(['check', ...args, '-'], { cwd: folder({}), stdin: text });
  expect(code).toBe(expected);
});

test.each([
  ['no path', ['check'], "missing required argument 'path'"],
  ['an empty path', ['check', ''], 'a path is empty'],
  ['a missing file', ['check', 'nope.yaml'], 'nope.yaml: no such file or directory'],
  ['a glob without a match', ['check', 'x/*.yaml'], 'no files match x/*.yaml'],
  ['a folder without manifests', ['check', 'empty'], 'no YAML or JSON files in empty'],
  ['a binary file', ['check', 'binary.yaml'], 'binary.yaml: not a text file'],
  [
    'a file in GBK',
    ['check', 'gbk.yaml'],
    'gbk.yaml: not UTF-8, as kubectl needs it; it looks like GBK. Convert it: iconv -f GBK -t UTF-8',
  ],
  ['an unknown format', ['check', '--format', 'xml', '.'], "option '--format <format>' argument 'xml' is invalid"],
  [
    'an unknown severity',
    ['check', '--fail-on', 'bad', '.'],
    "option '--fail-on <severity>' argument 'bad' is invalid",
  ],
  ['an unknown option', ['check', '--formt', 'json', '.'], "unknown option '--formt' (Did you mean --format?)"],
  ['an unknown command', ['chek', '.'], "unknown command 'chek' (Did you mean check?)"],
])('usage and I/O errors: %s', async (_, args, message) => {
  const cwd = folder({
    'binary.yaml': Uint8Array.of(0, 1, 2, 255),
    // `# 存活` as Windows writes it in China.
    'gbk.yaml': Uint8Array.of(0x23, 0x20, 0xb4, 0xe6, 0xbb, 0xee, 0x0a),
    'empty/readme.txt': '',
  });
  const { code, stderr } = await probewise(args, { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^probewise: .*\n$/);
  expect(stderr).toContain(message);
});

test('a file that cannot be read does not hide the findings of the others', async () => {
  const cwd = folder({ 'a.yaml': Uint8Array.of(0xff), 'b.yaml': bad });
  const { code, stdout, stderr } = await probewise(['check', '--format', 'json', '.'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'probewise: a.yaml: not a text file\n' });
  const report = JSON.parse(stdout) as JsonReport;
  expect(report.files).toBe(1);
  expect(report.findings.map(({ file }) => file)).toEqual(['b.yaml']);
});

test('an unreadable entry of a folder does not hide the findings of the others', async () => {
  const cwd = folder({ 'b.yaml': bad });
  symlinkSync('nowhere', join(cwd, 'a.yaml'));
  symlinkSync('c.yaml', join(cwd, 'c.yaml'));
  const { code, stdout, stderr } = await probewise(['check', '--format', 'json', '.'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toBe('probewise: a.yaml: no such file or directory\nprobewise: c.yaml: too many symbolic links\n');
  expect((JSON.parse(stdout) as JsonReport).findings.map(({ file }) => file)).toEqual(['b.yaml']);
});

test('finds manifests in folders and by globs, each once, in a steady order', async () => {
  const cwd = folder({
    'z.yaml': bad,
    'a/b.yml': bad,
    'a/c.json': '{}',
    'a/readme.md': 'successThreshold: 2',
    'a/node_modules/x/x.yaml': bad,
    '.git/x.yaml': bad,
    'a/.cache/x.yaml': bad,
    'named.txt': bad,
    'odd [1].yaml': bad,
  });
  symlinkSync(cwd, join(cwd, 'loop'));
  const files = async (...args: string[]) => {
    const report = JSON.parse((await probewise(['check', '--format', 'json', ...args], { cwd })).stdout) as JsonReport;
    return [report.files, ...report.findings.map(({ file }) => file)];
  };
  expect(await files('.')).toEqual([4, 'a/b.yml', 'odd [1].yaml', 'z.yaml']);
  expect(await files('z.yaml', 'a', './z.yaml')).toEqual([3, 'z.yaml', 'a/b.yml']);
  expect(await files('**/*.yml')).toEqual([1, 'a/b.yml']);
  expect(await files('named.txt')).toEqual([1, 'named.txt']);
  expect(await files('odd [1].yaml')).toEqual([1, 'odd [1].yaml']);
  expect(await files(join(cwd, 'z.yaml'))).toEqual([1, join(cwd, 'z.yaml')]);
});

test('files without Kubernetes objects are counted, and cost very little', async () => {
  const lock = JSON.stringify({ packages: Array.from({ length: 60_000 }, (_, i) => ({ name: `p${i}`, kind: 'dev' })) });
  const cwd = folder({ 'package-lock.json': lock, 'values.yaml': 'image: {tag: "1"}\n', 'web.yaml': good });
  const before = process.cpuUsage();
  const { code, stdout } = await probewise(['check', '.'], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '✔ 3 files checked, nothing found\n' });
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
});

test.each([
  ['LF', bad],
  ['CRLF', bad.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${bad}`],
  ['UTF-16', Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(bad, 'utf16le')])],
])('places are the same with %s', async (_, text) => {
  const cwd = folder({ 'web.yaml': text });
  const { stdout } = await probewise(['check', '--format', 'json', 'web.yaml'], { cwd });
  const { findings } = JSON.parse(stdout) as JsonReport;
  expect(findings.map(({ range }) => range)).toEqual([
    { start: { line: 13, character: 26 }, end: { line: 13, character: 27 } },
  ]);
});

test('a very large file is checked in pieces, with the same result', async () => {
  const pods = Array.from(
    { length: 3000 },
    (_, i) => `${bad.replace('name: web', `name: web-${i % 2000}`)}# ${'x'.repeat(80)}\n`,
  );
  const text = `# probewise: kubernetes=1.30\n${service}---\n${served}---\n${pods.join('---\n')}`;
  expect(text.length).toBeGreaterThan(1_000_000);
  const findings = async (stdin: string) => {
    const { stdout } = await probewise(['check', '--format', 'json', '-'], { cwd: folder({}), stdin });
    return (JSON.parse(stdout) as JsonReport).findings.filter(({ rule }) => rule !== 'unused-suppression');
  };
  const found = await findings(text);
  // Whoever silences rules in a whole file needs to see all of it at once.
  const asWhole = await findings(`${text}# probewise-disable-file floating-tag\n`);
  expect(found.filter(({ rule }) => rule === 'success-threshold-must-be-one').length).toBe(3000);
  expect(found).toContainEqual(
    expect.objectContaining({
      rule: 'served-without-readiness',
      related: [expect.objectContaining({ range: expect.objectContaining({ start: { line: 3, character: 17 } }) })],
    }),
  );
  expect(found.filter((finding, i) => JSON.stringify(finding) !== JSON.stringify(asWhole[i]))).toEqual([]);
  expect(asWhole.length).toBe(found.length);
});

test('help and version go to the standard output', async () => {
  const cwd = folder({});
  for (const args of [['--help'], ['check', '--help'], ['--version']]) {
    const { code, stdout, stderr } = await probewise(args, { cwd });
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    expect(stdout).toMatch(args[0] === '--version' ? /^\d+\.\d+\.\d+\n$/ : /Examples:\n {2}\$ probewise/);
  }
  const { code, stdout, stderr } = await probewise([], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^Usage: probewise/);
});

const service = `apiVersion: v1
kind: Service
metadata: {name: site}
spec:
  selector: {app: web}
  ports: [{port: 80}]
`;
const served = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
    - name: web
      image: nginx:1.27
`;

test('files are checked beside each other, in any order', async () => {
  const cwd = folder({
    'a/service.yaml': service.replace('name: site', 'name: site, namespace: shop'),
    'b/pod.yaml': served
      .replace('name: web,', 'name: web, namespace: shop,')
      .replace('spec:', 'spec:\n  tolerations: [{operator: Exists}]'),
  });
  for (const paths of [['a', 'b'], ['b', 'a'], ['.']]) {
    const { stdout } = await probewise(['check', '--format', 'json', ...paths], { cwd });
    expect((JSON.parse(stdout) as JsonReport).findings).toMatchObject([
      {
        file: 'b/pod.yaml',
        rule: 'served-without-readiness',
        severity: 'warning',
        related: [
          {
            file: 'a/service.yaml',
            message: 'Service site selects this pod',
            range: { start: { line: 2, character: 17 }, end: { line: 2, character: 21 } },
          },
        ],
      },
    ]);
  }
  const { stdout } = await probewise(['check', '.'], { cwd });
  expect(stdout).toContain('    see: a/service.yaml:3:18: Service site selects this pod\n');
  const { stdout: alone } = await probewise(['check', '--format', 'json', 'b'], { cwd });
  expect((JSON.parse(alone) as JsonReport).findings).toEqual([]);
});

test.each([
  [
    'the profile of those who want all',
    ['--profile', 'strict'],
    ['information bare-pod', 'information unpinned-image'],
  ],
  ['without advice', ['--profile', 'minimal'], []],
  ['one rule more', ['--rule', 'unpinned-image=error'], ['error unpinned-image']],
  [
    'several rules',
    ['--profile', 'strict', '--rule', 'unpinned-image=off', '--rule', 'bare-pod=hint'],
    ['hint bare-pod'],
  ],
])('rules: %s', async (_, args, expected) => {
  const { stdout } = await probewise(['check', '--format', 'json', ...args, '-'], { cwd: folder({}), stdin: served });
  const { findings } = JSON.parse(stdout) as JsonReport;
  expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected);
});

test.each([
  ['an unknown profile', ['--profile', 'loose'], "option '--profile <profile>' argument 'loose' is invalid"],
  [
    'an unknown rule',
    ['--rule', 'unpined-image=off'],
    'There is no rule unpined-image. (Did you mean unpinned-image?)',
  ],
  ['an unknown severity', ['--rule', 'unpinned-image=loud'], 'Write it as id=severity, with one of error, warning'],
])('rules: %s is a usage error', async (_, args, message) => {
  const { code, stderr } = await probewise(['check', ...args, '-'], { cwd: folder({}), stdin: served });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
