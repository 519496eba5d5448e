/**
 * `npm test`: every check there is, stage by stage, and a last line with their totals. A stage that fails does not
 * keep the later ones from telling what they know.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { root, testResults } from './support/paths.ts';
import { main, step } from './support/progress.ts';
import { add, nothing, print, type Tally, vitestTally } from './support/tally.ts';
import { packageExtensionQuietly } from './support/vsix.ts';
import { provideChromium } from './vscode/chromium.ts';
import { runPageTests, runPanelTests } from './vscode/pageTests.ts';
import { provideVsCode } from './vscode/provide.ts';
import { bundleSuite, runSuite } from './vscode/suite.ts';
import { startTestServer } from './vscode/testServer.ts';

interface Stage {
  readonly title: string;
  run(): Promise<Tally>;
}

const stages: readonly Stage[] = [
  command('Format and lint', ['biome', 'check', '.']),
  command('Unused files, exports and packages', ['knip']),
  command('Type check', ['node', 'scripts/typecheck.ts']),
  ...globSync('scripts/generate-*.ts', { cwd: root })
    .toSorted()
    .map((script) => command(`Nothing out of step: ${script}`, ['node', script, '--check'])),
  { title: 'Unit tests', run: unitTests },
  { title: 'Package and its size', run: () => one(packageExtensionQuietly()) },
  { title: 'Tests in a real VS Code', run: editorTests },
];

await main(async () => {
  await rm(testResults, { recursive: true, force: true });
  const lines: string[] = [];
  let total = nothing;
  for (const { title, run } of stages) {
    console.log(`\n── ${title}`);
    const started = performance.now();
    const tally = await run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(8);
    const outcome = tally.failed === 0 ? `${tally.passed} passed` : `${tally.passed} passed, ${tally.failed} FAILED`;
    lines.push(`${seconds}  ${title}: ${outcome}`);
    total = add(total, tally);
  }
  console.log(`\n${lines.join('\n')}\n`);
  print(total);
  if (total.failed > 0) process.exitCode = 1;
});

/** A stage that is one check: a program that succeeds or fails. */
function command(title: string, [program = '', ...args]: readonly string[]): Stage {
  return { title, run: async () => one(execute(program, args)) };
}

async function one(check: Promise<unknown>): Promise<Tally> {
  await check;
  return { passed: 1, failed: 0 };
}

async function unitTests(): Promise<Tally> {
  // More than while developing; set it higher for a long run by hand.
  process.env.PROBEWISE_EDIT_SEQUENCES ??= '20000';
  const report = join(testResults, 'unit.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await execute('vitest', args).then(
    () => 0,
    () => 1,
  );
  return vitestTally(report, code);
}

async function editorTests(): Promise<Tally> {
  await provideChromium();
  await provideVsCode();
  await bundleSuite();
  const server = await step('Starting VS Code', startTestServer);
  try {
    // The panel's tests need no VS Code; two of its windows at once would be too much.
    const [suite, panel] = await Promise.all([runSuite(server), runPanelTests()]);
    return add(add(suite, panel), await runPageTests(server));
  } finally {
    await server.stop();
  }
}

/** Runs a program of `node_modules/.bin`, with its output. */
async function execute(program: string, args: readonly string[]): Promise<void> {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} failed.`);
}
