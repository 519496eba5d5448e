/** `probewise check` on 10,000 files: the whole, as it is shipped, and each of its phases in one thread. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCommandLine } from '../../scripts/support/bundles.ts';
import { LineIndex } from '../../server/src/base/lineIndex.ts';
import { prettyReport } from '../../server/src/cli/check/reports/pretty.ts';
import { findInputs, readInput } from '../../server/src/cli/inputs.ts';
import type { Terminal } from '../../server/src/cli/terminal.ts';
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { parseManifest } from '../../server/src/manifest/file.ts';
import { factsOf } from '../../server/src/manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../server/src/manifest/index/workspaceIndex.ts';
import { writeManifestTree } from './manifestTree.ts';
import { formatTable } from './measure.ts';

const files = 10_000;

export async function benchCheck(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'probewise-bench-'));
  try {
    const tree = join(folder, 'tree');
    writeManifestTree(tree, files);
    return `${await benchProcess(folder, tree)}\n\n${await benchPhases(tree)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tells at its end what the process has used. */
const usageProbe = `if (require('node:worker_threads').isMainThread) {
  process.on('exit', () => require('node:fs').writeFileSync(process.env.USAGE_FILE, JSON.stringify(process.resourceUsage())));
}`;

async function benchProcess(folder: string, tree: string): Promise<string> {
  const { outfile: commandLine } = await bundleCommandLine(folder);
  const probe = join(folder, 'probe.cjs');
  const usageFile = join(folder, 'usage.json');
  writeFileSync(probe, usageProbe);
  const run = async (...args: string[]) => {
    const startedMs = performance.now();
    const child = spawn(process.execPath, ['--require', probe, commandLine, 'check', ...args], {
      stdio: 'ignore',
      env: { ...process.env, USAGE_FILE: usageFile },
    });
    await new Promise((resolve) => child.on('close', resolve));
    const wallMs = performance.now() - startedMs;
    const { userCPUTime, maxRSS } = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
    return { wallMs, userMs: userCPUTime / 1000, peakMb: maxRSS / 1000 };
  };
  const one = join(tree, 'team-0/app-0/workload.yaml');
  const cases: [string, string[]][] = [
    [`${files} files, 1 thread`, ['--threads', '1', tree]],
    [`${files} files, as usual (${availableParallelism()} cores)`, [tree]],
    [`${files} files, --format json`, ['--format', 'json', tree]],
    ['one file', [one]],
  ];
  const rows = [['probewise check, best of 3', 'wall', 'user CPU', 'peak memory']];
  for (const [name, args] of cases) {
    const runs = [await run(...args), await run(...args), await run(...args)];
    const best = (figure: keyof (typeof runs)[number]) => Math.min(...runs.map((each) => each[figure]));
    rows.push([name, seconds(best('wallMs')), seconds(best('userMs')), `${best('peakMb').toFixed(0)} MB`]);
  }
  return formatTable(rows);
}

async function benchPhases(tree: string): Promise<string> {
  const rows = [['phases in one thread, unbundled', 'wall']];
  const phase = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const startedMs = performance.now();
    const result = await work();
    rows.push([name, seconds(performance.now() - startedMs)]);
    return result;
  };
  const output = { write: () => {}, color: false, columns: 100 };
  const terminal: Terminal = {
    cwd: tree,
    stdout: output,
    stderr: output,
    readStdin: async () => new Uint8Array(),
    nowMs: () => 0,
    sleep: async () => {},
  };
  const inputs = await phase('walk', () => findInputs(['.'], tree));
  const texts = await phase('read', () => Promise.all(inputs.map((input) => readInput(input, terminal))));
  const manifests = await phase('parse', () => texts.map((text) => parseManifest(text)));
  const index = new WorkspaceIndex();
  await phase('index', () => {
    for (const [i, { documents }] of manifests.entries())
      index.setFile(
        inputs[i]!.name,
        documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
      );
    index.complete = true;
  });
  const options = checkOptions();
  const findings = await phase('rules', () =>
    manifests.map((manifest, i) => diagnose(manifest, options, { index, file: inputs[i]!.name })),
  );
  await phase('print', () => {
    const report = prettyReport(output);
    for (const [i, { name }] of inputs.entries()) {
      const plain = findings[i]!.map((finding) => ({
        ...finding,
        related: [],
        fixes: finding.fixes().map((fix) => ({ ...fix, edits: [] })),
      }));
      const lines = new LineIndex(texts[i]!);
      report.add({ name, findings: plain, linesOf: () => lines });
    }
    report.end();
  });
  return formatTable(rows);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
