/** Lost indentation: the course's broken examples are repaired, sound manifests stay as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { applyEdits } from '../../server/src/base/textEdit.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import { checkManifest } from '../../server/src/rules/runner.ts';
import { reindent } from '../../server/src/rules/structure/indentation/reindent.ts';
import { repairIndentation } from '../../server/src/rules/structure/indentation/repair.ts';
import { misplacedField } from '../../server/src/rules/structure/misplacedField.ts';
import { unknownField } from '../../server/src/rules/structure/unknownField.ts';
import { yamlSyntax } from '../../server/src/rules/structure/yamlSyntax.ts';
import { copied, type Example, examples, printed } from './support/printed.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Every document of the text re-indented. */
function reindented(text: string): string {
  return parseManifest(text)
    .documents.map(({ content }) => applyEdits(content.text, reindent(content.text)))
    .join('');
}

function data(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

/** As {@link data}, of text that may be broken. */
const plain = (text: string) => parseAllDocuments(text, { uniqueKeys: false }).map((document) => document.toJS());

const withoutNodePorts = (documents: unknown[]) =>
  JSON.parse(JSON.stringify(documents, (key, value) => (key === 'nodePort' ? undefined : value)));

const timings = {
  initialDelaySeconds: 5,
  periodSeconds: 3,
  timeoutSeconds: 5,
  successThreshold: 1,
  failureThreshold: 3,
};

const deployment = (name: string, app: string, container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app } },
    template: { metadata: { labels: { app } }, spec: { containers: [{ name: app, ...container }] } },
  },
});

const service = (app: string, port: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: app },
  spec: { ports: [{ name: 'http', ...port, protocol: 'TCP' }], type: 'NodePort', selector: { app } },
});

const nginx = { image: 'nginx:1.17.5', ports: [{ containerPort: 80 }] };

test.each<[Example, unknown[]]>([
  [
    'http',
    [
      deployment('nginx-deployment', 'ng-deploy-80', {
        ...nginx,
        livenessProbe: { httpGet: { path: '/index.html', port: 80 }, ...timings },
      }),
      service('ng-deploy-80', { port: 81, targetPort: 80 }),
    ],
  ],
  [
    'tcp',
    [
      deployment('nginx-deployment', 'ng-deploy-80', {
        ...nginx,
        livenessProbe: { tcpSocket: { port: 80 }, ...timings },
      }),
      service('ng-deploy-80', { port: 81, targetPort: 80 }),
    ],
  ],
  [
    'exec',
    [
      deployment('redis-deployment', 'redis-deploy-6379', {
        image: 'redis',
        ports: [{ containerPort: 6379 }],
        livenessProbe: { exec: { command: ['/usr/local/bin/redis-cli', 'quit'] }, ...timings },
      }),
      service('redis-deploy-6379', { port: 6379, targetPort: 6379 }),
    ],
  ],
])('the %s example becomes what the course meant', (name, meant) => {
  const result = reindented(copied(name));
  expect(withoutNodePorts(data(result))).toEqual(meant);
});

test.each(examples)('only white space at the beginning of lines changes: %s', (name) => {
  for (const text of [printed(name), copied(name)]) {
    const strip = (whole: string) => whole.split('\n').map((line) => line.trimStart());
    expect(strip(reindented(text))).toEqual(strip(text));
  }
});

test.each([
  ['tcp', 0],
  ['exec', 0],
] as const)('the repair is offered with the syntax error of the %s example', (name, index) => {
  const file = parseManifest(copied(name));
  const findings = checkManifest(file, { rules: [yamlSyntax], kubernetes: '1.34' });
  const fix = findings[index]?.fixes()[0];
  expect(fix).toMatchObject({ title: { id: 'yaml-syntax/reindent' }, safe: false });
  const repaired = applyEdits(file.text, fix!.edits);
  expect(checkManifest(parseManifest(repaired), { rules: [yamlSyntax], kubernetes: '1.34' })).toEqual([]);
});

test('lines that slipped out of the second container are offered to be put back', () => {
  const whole = read('test/seed/valid/database.yaml');
  const lines = whole.split('\n');
  const start = lines.findIndex((line) => line.includes('postgres-exporter')) + 1;
  const slipped = shiftLeft(whole, start, start + 9, 4);
  const options = { rules: [misplacedField, unknownField], kubernetes: '1.34' };
  const findings = checkManifest(parseManifest(slipped), options);
  expect(findings.length).toBeGreaterThan(2);
  for (const finding of findings) {
    const fix = finding.fixes().find(({ title }) => title.id.endsWith('/reindent'));
    expect(fix && applyEdits(slipped, fix.edits)).toBe(whole);
  }
});

test.each([
  ['what no schema knows', 'apiVersion: example.com/v1\nkind: Foo\nspec:\n    a: 1\n  b: 2\n'],
  ['text that stays broken', 'apiVersion: v1\nkind: Pod\nmetadata: {name: x\nspec:\n  containers: []\n'],
  ['a template', 'apiVersion: v1\nkind: Pod\nspec:\n{{ if .x }}\n    a: 1\n  b: 2\n{{ end }}\n'],
  ['a sound manifest', read('test/seed/valid/database.yaml')],
])('no repair is offered for %s', (_, text) => {
  for (const { content } of parseManifest(text).documents) {
    expect(repairIndentation(content.yaml, '1.34')).toBeUndefined();
  }
});

const sound = globSync(['examples/*.yaml', 'test/seed/valid/*.yaml'], { cwd: root }).map((file) => ({
  file,
  text: read(file),
}));

test.each(sound)('a sound manifest stays as it is: $file', ({ text }) => {
  expect(reindented(text)).toBe(text);
});

test('CRLF is kept', () => {
  const text = copied('exec').replaceAll('\n', '\r\n');
  expect(reindented(text)).toBe(reindented(copied('exec')).replaceAll('\n', '\r\n'));
});

/** Lines `from` to `to` shifted left by `by` columns, as far as there are any. */
function shiftLeft(text: string, from: number, to: number, by: number): string {
  return text
    .split('\n')
    .map((line, index) => (index < from || index >= to ? line : line.slice(Math.min(by, /^ */.exec(line)![0].length))))
    .join('\n');
}

test('nearly all manifests with a damaged range of lines are restored', { timeout: 60_000 }, () => {
  const pieces = sound.flatMap(({ text }) => parseManifest(text).documents.map(({ content }) => content.text));
  const damage = fc.record({
    piece: fc.constantFrom(...pieces),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 15 }),
    by: fc.integer({ min: 2, max: 12 }),
  });
  const figures = { unreadable: 0, restored: 0, misread: 0, misreadRestored: 0 };
  const property = fc.property(damage, ({ piece, from, length, by }) => {
    const start = Math.floor(from * (piece.split('\n').length - 1));
    const broken = shiftLeft(piece, start, start + length, by);
    const [document] = parseManifest(broken).documents;
    if (!document) return;
    const isWhole = (text: string) => JSON.stringify(plain(text)) === JSON.stringify(plain(piece));
    if (document.content.yaml.problems.length > 0) {
      figures.unreadable++;
      const repair = repairIndentation(document.content.yaml, '1.34');
      if (repair && isWhole(applyEdits(broken, repair.edits))) figures.restored++;
    } else if (!isWhole(broken)) {
      figures.misread++;
      if (isWhole(applyEdits(broken, reindent(broken)))) figures.misreadRestored++;
    }
  });
  fc.assert(property, { numRuns: 1000, seed: 42 });
  expect(figures.unreadable).toBeGreaterThan(200);
  expect(figures.restored / figures.unreadable).toBeGreaterThan(0.95);
  expect(figures.misreadRestored / figures.misread).toBeGreaterThan(0.95);
});
