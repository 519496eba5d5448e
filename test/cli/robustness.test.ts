/** Whatever is thrown at the command line: an answer in bounded time, never an exception. */
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonReport } from '../../server/src/cli/check/reports/json.ts';
import fc from '../support/fastCheck.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const cwd = join(import.meta.dirname, '../../examples');
const manifest = readFileSync(join(cwd, 'web-three-probes.yaml'), 'utf8');

/** Runs every command on the input; the answers must keep the contract. */
async function survive(stdin: string | Uint8Array): Promise<void> {
  const before = process.cpuUsage();
  const json = await probewise(['check', '--format', 'json', '-'], { cwd, stdin });
  expect([0, 1, 2]).toContain(json.code);
  expect(json.stderr).not.toContain('the rule');
  if (json.code === 2) expect(json.stderr).toMatch(/^probewise: .+\n$/);
  const report = JSON.parse(json.stdout) as JsonReport;
  for (const { range } of report.findings) {
    expect(range.start.line).toBeLessThanOrEqual(range.end.line);
    expect(range.start.character).toBeGreaterThanOrEqual(0);
  }
  const pretty = await probewise(['check', '-'], { cwd, stdin });
  expect(pretty.code).toBe(json.code);
  for (const format of ['table', 'events', 'json']) {
    const args = ['simulate', '-', '--scenario', 'probe-always-fails', '--until', '30s', '--format', format];
    const { code, stderr } = await probewise(args, { cwd, stdin });
    expect([0, 1, 2]).toContain(code);
    if (code === 1) expect(stderr).toMatch(/^The API server rejects .+ would be if it did not:\n/m);
    if (code === 2) expect(stderr).toMatch(/^probewise: .+\n$/);
  }
  // Not the time on the wall: the machine may be busy with something else.
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
}

const survives = <T extends string | Uint8Array>(inputs: fc.Arbitrary<T>, numRuns = 60) =>
  fc.assert(fc.asyncProperty(inputs, survive), { numRuns });

test('random text', () => survives(fc.string({ unit: 'binary', maxLength: 400 })), 60_000);

test('random bytes', () => survives(fc.uint8Array({ maxLength: 400 })), 60_000);

test('random YAML-like text', { timeout: 60_000 }, () => {
  const token = fc.constantFrom(
    ...[
      '- ',
      ': ',
      '\n',
      '  ',
      '    ',
      '\t',
      '{',
      '}',
      '[',
      ']',
      ',',
      '&a ',
      '*a',
      '!!int ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '---\n',
      '...\n',
      '? ',
      '%TAG ! x\n',
      '{{ x }}',
      '<<: *a',
      '\r\n',
      '\r',
      '\ufeff',
    ],
    ...[
      'apiVersion: v1\n',
      'kind: Pod\n',
      'spec:\n',
      'containers:',
      'livenessProbe:',
      'httpGet:',
      'port: 80',
      'name: a',
      'null',
      '~',
      '0x1F',
      '1e999',
      '.inf',
      '-1',
      'true',
    ],
  );
  return survives(
    fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join('')),
    150,
  );
});

test('manifests cut off and damaged', { timeout: 60_000 }, () => {
  const cut = fc.nat(manifest.length).map((end) => manifest.slice(0, end));
  const hole = fc
    .tuple(fc.nat(manifest.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 5 }))
    .map(([at, length, text]) => manifest.slice(0, at) + text + manifest.slice(at + length));
  return survives(fc.oneof(cut, hole), 120);
});

test('values of every wrong type', { timeout: 60_000 }, () => {
  const lines = manifest.split('\n');
  const valued = lines.flatMap((line, index) => (/: \S/.test(line) ? [index] : []));
  const value = fc.constantFrom(
    'null',
    '""',
    '[]',
    '{}',
    '-1',
    '1e99',
    '.nan',
    'true',
    '[1, {a: b}]',
    '{a: [b]}',
    '2001-01-01',
    '0o17',
    '9007199254740993',
    '"\\u0000"',
    '!!binary aGk=',
    '*x',
    '{{ .Values.x }}',
    '__proto__',
    '{__proto__: {a: 1}}',
    '{constructor: 1}',
  );
  const wrong = fc.tuple(fc.constantFrom(...valued), value).map(([index, text]) => {
    return lines.with(index, lines[index]!.replace(/: .*/, `: ${text}`)).join('\n');
  });
  return survives(wrong, 120);
});

test.each<[string, string | Uint8Array]>([
  ['nothing', ''],
  ['a byte order mark alone', Buffer.of(0xef, 0xbb, 0xbf)],
  ['UTF-16', Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(manifest, 'utf16le')])],
  ['UTF-16 without a mark', Buffer.from(manifest, 'utf16le')],
  ['CRLF', manifest.replaceAll('\n', '\r\n')],
  ['lone CR', manifest.replaceAll('\n', '\r')],
  ['lists nested deeply', '['.repeat(20_000)],
  ['mappings nested deeply', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['dashes nested deeply', `${'- '.repeat(5000)}a`],
  ['nesting in a pod', `apiVersion: v1\nkind: Pod\nspec: ${'{a: '.repeat(1000)}b${'}'.repeat(1000)}`],
  ['JSON nested deeply', `{"apiVersion":"v1","kind":"Pod","spec":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`],
  ['a billion laughs', billionLaughs('apiVersion: v1\nkind: Pod\n', 'metadata: {annotations: *i}\n')],
  ['a billion laughs as containers', billionLaughs('apiVersion: v1\nkind: Pod\n', 'spec: {containers: *i}\n')],
  ['an alias of itself', 'apiVersion: v1\nkind: Pod\nspec: &a\n  containers: [*a, {x: *a}]\n  template: *a\n'],
  ['merge keys of each other', 'a: &a {<<: *b}\nb: &b {<<: *a}\napiVersion: v1\nkind: Pod\nspec: {<<: *a}\n'],
  ['a List of Lists of itself', 'apiVersion: v1\nkind: List\nitems: &i\n  - {apiVersion: v1, kind: List, items: *i}\n'],
  ['one very long line', `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${'x'.repeat(1_000_000)}\n`],
  ['many documents', 'apiVersion: v1\nkind: Pod\n---\n'.repeat(2000)],
  [
    'many containers',
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${'  - {name: a, image: b, livenessProbe: {exec: {}}}\n'.repeat(500)}`,
  ],
  ['many unclosed quotes', `apiVersion: v1\nkind: Pod\n${'a: "\n'.repeat(2000)}`],
  ['many broken lines', `apiVersion: v1\nkind: Pod\n${'  a: b\n c: d\n'.repeat(2000)}`],
  [
    'numbers beyond all bounds',
    'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: b, livenessProbe: {exec: {command: [a]}, periodSeconds: 2147483647, initialDelaySeconds: 2147483647, failureThreshold: 2147483647}}], terminationGracePeriodSeconds: 9223372036854775807}\n',
  ],
])('%s', async (_, input) => survive(input), 60_000);

function billionLaughs(before: string, after: string): string {
  const names = 'abcdefghi';
  const levels = [...names].map((name, level) => {
    const inner = level === 0 ? '"lol"' : `*${names[level - 1]}`;
    return `x${name}: &${name} [${Array(10).fill(inner).join(',')}]\n`;
  });
  return before + levels.join('') + after;
}

/** Lets a kustomization stand in a folder beside a manifest. */
const oddKustomizations: readonly (readonly [name: string, place: (path: string) => void])[] = [
  ['a link to a device without an end', (path) => symlinkSync('/dev/zero', path)],
  ['a pipe that has no writer', (path) => execFileSync('mkfifo', [path])],
  ['a link to nowhere', (path) => symlinkSync('nowhere', path)],
  ['a link to a folder', (path) => symlinkSync('.', path)],
  ['a file of 5 MB', (path) => writeFileSync(path, `patches: [{path: web.yaml}]\n#${'x'.repeat(5_000_000)}`)],
];

test.skipIf(process.platform === 'win32').each(oddKustomizations)(
  'a kustomization that is %s costs no finding of the files beside it',
  async (_, place) => {
    const cwd = folder({ 'web.yaml': manifest.replace(/periodSeconds: \d+/, 'periodSeconds: -1') });
    place(join(cwd, 'kustomization.yaml'));
    const startedMs = performance.now();
    for (const arg of ['web.yaml', '.', '*.yaml']) {
      const { stdout } = await probewise(['check', '--format', 'json', arg], { cwd });
      const { findings } = JSON.parse(stdout) as JsonReport;
      expect(findings.filter(({ severity }) => severity === 'error')).not.toEqual([]);
    }
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  },
  60_000,
);

test.skipIf(process.platform === 'win32')('an argument without an end is given up', { timeout: 60_000 }, async () => {
  const { code, stderr } = await probewise(['check', '/dev/zero'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('/dev/zero');
});

test('no name begins a line of its own, which a CI runner would obey', { timeout: 60_000 }, async () => {
  const forged = (name: string) => JSON.stringify(`${name}\n::error::forged\u001b[31m\u200b`);
  const stdin = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${forged('a')}, namespace: ${forged('b')}}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: ${forged('c')}}}
    spec:
      nodeName: ${forged('d')}
      containers:
        - {name: ${forged('e')}, image: ${forged('f')}, args: [${forged('g')}], env: [{name: ${forged('h')}}]}
`;
  const commands = [
    ['check'],
    ...['table', 'events', 'describe'].map((format) => ['simulate', '--anyway', '--format', format]),
    ...['status', 'table'].map((format) => ['rollout', '--anyway', '--format', format]),
  ];
  for (const [command = '', ...options] of commands) {
    const { stdout, stderr } = await probewise([command, '-', ...options], { cwd, stdin });
    for (const line of (stdout + stderr).split('\n')) expect(line).not.toMatch(/^\s*(?:::|##\[)|[\u001b\u200b]/);
  }
});
