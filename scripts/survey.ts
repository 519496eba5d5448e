/**
 * `npm run survey -- FOLDER`: checks each repository below a folder as `probewise check` does, and prints a table with the
 * figures of each; `--list` prints every error and warning with its line, to be read against the source.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { checkOptions, diagnose } from '../server/src/features/diagnostics/diagnostics.ts';
import { parseManifest } from '../server/src/manifest/file.ts';
import { workloadsOf } from '../server/src/manifest/workload.ts';
import { root } from './support/paths.ts';

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

const [folder = '.', ...flags] = process.argv.slice(2);
const options = checkOptions();
console.log('repository\tfiles\tworkloads\tseconds\tslowest file, ms\terrors\twarnings');
for (const name of readdirSync(folder).sort()) {
  const path = resolve(folder, name);
  const started = performance.now();
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'server/src/cli/main.ts'), 'check', '--format', 'json', '.'],
    {
      cwd: path,
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  const seconds = (performance.now() - started) / 1000;
  if (stdout === '') continue;
  const { files, findings } = JSON.parse(stdout) as { readonly files: number; readonly findings: readonly Found[] };
  const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const errors = loud.filter(({ severity }) => severity === 'error').length;
  const { workloads, slowestMs } = inFiles(path);
  console.log(
    [name, files, workloads, seconds.toFixed(1), slowestMs.toFixed(0), errors, loud.length - errors].join('\t'),
  );
  if (!flags.includes('--list')) continue;
  for (const { file, rule, severity, message, range } of loud) {
    const line = readFileSync(join(path, file), 'utf8').split('\n')[range.start.line]?.trim() ?? '';
    console.log(`  ${severity} ${rule} ${file}:${range.start.line + 1} ${message} | ${line.slice(0, 100)}`);
  }
}

/** How many workloads the files have, and how long the file takes that takes longest, read and checked by itself. */
function inFiles(path: string): { readonly workloads: number; readonly slowestMs: number } {
  let workloads = 0;
  let slowestMs = 0;
  for (const file of globSync('**/*.{yaml,yml,json}', { cwd: path, dot: false })) {
    const text = readFileSync(join(path, file), 'utf8');
    const started = process.cpuUsage();
    const manifest = parseManifest(text);
    diagnose(manifest, options);
    slowestMs = Math.max(slowestMs, process.cpuUsage(started).user / 1000);
    for (const { content } of manifest.documents) workloads += content.objects.flatMap(workloadsOf).length;
  }
  return { workloads, slowestMs };
}
