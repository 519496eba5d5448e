/** What nobody should open, and somebody will: a clear finding or silence, in time, and the server goes on. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';
const spec = 'spec:\n  containers:\n  - {name: a, image: "a:1", imagePullPolice: Always}\n';
const good = 'file:///w/good.yaml';
const bad = 'file:///w/bad.yaml';

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
});

afterEach(() => client.stop());

const lines = '  a: some text\n';

test.each<[string, string, readonly string[]]>([
  ['nothing', '', []],
  ['NUL and other bytes', '\0\u0001\u00ff\ufffd'.repeat(50_000), []],
  ['20 MB of one object', `${head}x:\n${lines.repeat(1_400_000)}`, ['too-large']],
  ['20 MB in one line', `${head}  labels: {a: "${'x'.repeat(20_000_000)}"}\n`, ['too-large']],
  ['200,000 lines of data', lines.repeat(200_000), []],
  ['10,000 documents', `${head}---\n`.repeat(10_000) + head + spec, ['missing-containers', 'unknown-field']],
  ['900 levels', `${head}${spec}x: ${'{a: '.repeat(900)}b${'}'.repeat(900)}\n`, ['unknown-field']],
  // Too deep for those who look into the nodes: that is said, and the document is left alone.
  ['1,100 levels', `${head}${spec}x: ${'{a: '.repeat(1_100)}b${'}'.repeat(1_100)}\n`, ['yaml-syntax']],
  ['100,000 levels', `${head}${spec}x: ${'['.repeat(100_000)}`, ['yaml-syntax']],
  ['a byte order mark', `\uFEFF${head}${spec}`, ['unknown-field']],
  ['UTF-16 read as UTF-8', Array.from(head + spec, (char) => `${char}\0`).join(''), []],
])('%s', { timeout: 60_000 }, async (_, text, rules) => {
  await client.open(bad, text);
  const found = (await client.diagnostics(bad)).filter(({ severity }) => severity !== 2 && severity !== 4);
  const codes = new Set(found.map(({ code }) => code));
  expect([...codes]).toEqual(rules);
  await client.open(good, head + spec);
  expect((await client.diagnostics(good)).map(({ code }) => code)).toContain('unknown-field');
});

test('thousands of errors: the editor lists its 1,000, with the warnings among them and a note about the rest', {
  timeout: 60_000,
}, async () => {
  const probe = '    livenessProbe: {tcpSocket: {port: 80}, timeoutSeconds: 20, periodSeconds: 5}\n';
  const wrong = Array.from({ length: 3_000 }, (_, index) => `    unknown${index}: 1\n`).join('');
  await client.open(bad, `${head}spec:\n  containers:\n  - name: a\n    image: "a:1"\n${wrong}${probe}`);
  const found = await client.diagnostics(bad);
  expect(found).toHaveLength(1_000);
  expect(found.map(({ code }) => code)).toContain('timeout-exceeds-period');
  expect(found.at(-1)?.message).toMatch(/^[\d,]+ more findings in this file are not listed/);
});
