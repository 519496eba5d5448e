/** What nobody should open, and somebody will: the time until it is checked, and the memory that is held meanwhile. */
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import { manifestOf, singleDocumentOf } from './manifests.ts';
import { formatTable } from './measure.ts';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';

/** Text without end would be cheaper to make, but the same each time is easier to compare. */
function binary(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(state & 0xff);
  }).join('');
}

const inputs: Readonly<Record<string, () => string>> = {
  empty: () => '',
  'binary, 1 MB': () => binary(1_000_000),
  'one document of 20 MB': () => singleDocumentOf(20_000_000 / 30),
  'ConfigMap of 20 MB': () => `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n${'    some text\n'.repeat(1_430_000)}`,
  'one line of 20 MB': () => `${head}  labels: {a: "${'x'.repeat(20_000_000)}"}\n`,
  '200,000 lines': () => manifestOf(200_000),
  '10,000 documents': () => Array.from({ length: 10_000 }, (_, i) => `${head}  labels: {a: "${i}"}\n`).join('---\n'),
  'nested 1,000 deep': () => `${head}spec: ${'{a: '.repeat(1_000)}b${'}'.repeat(1_000)}\n`,
  'nested 100,000 deep': () => `${head}spec: ${'['.repeat(100_000)}`,
  'a billion laughs': () => {
    const levels = Array.from(
      'bcdefghi',
      (name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[i]}`).join(', ')}]\n`,
    );
    return `a: &a [x, x, x, x, x, x, x, x, x, x]\n${levels.join('')}${head}spec: {containers: *i}\n`;
  },
  'byte order mark': () => `\uFEFF${head}`,
  'UTF-16 read as UTF-8': () => Array.from(head.repeat(100), (char) => `${char}\0`).join(''),
  'CR alone as newline': () => manifestOf(3_000).replaceAll('\n', '\r'),
  'broken from the first line on': () => `]${manifestOf(12_000)}`,
  'every other line broken': () => head + '  a: b\n c: d\n'.repeat(6_000),
};

export function benchBadInput(): string {
  const options = checkOptions();
  const rows = [['bad input', 'size', 'time', 'memory held', 'findings']];
  for (const [name, make] of Object.entries(inputs)) {
    const text = make();
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const startedMs = performance.now();
    const file = parseManifest(text);
    const findings = diagnose(file, options);
    const tookMs = performance.now() - startedMs;
    const held = process.memoryUsage().heapUsed - before;
    const kinds = [...new Set(findings.map(({ rule }) => rule))];
    rows.push([
      name,
      `${(text.length / 1e6).toFixed(2)} MB`,
      `${tookMs.toFixed(0)} ms`,
      `${Math.max(0, held / 1e6).toFixed(0)} MB`,
      findings.length === 0 ? 'none' : `${findings.length} (${kinds.slice(0, 2).join(', ')})`,
    ]);
  }
  return formatTable(rows);
}
