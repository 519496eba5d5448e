import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { root } from '../support/paths.ts';
import type { Tally } from '../support/tally.ts';
import { launchChromium } from './chromium.ts';
import { createWorkspace, pageUrl, type TestServer } from './testServer.ts';

/** A run that takes longer hangs. */
const timeLimitMs = 600_000;

export const suiteFolder = join(root, 'out/editor/suite');
export const suiteEntry = join(suiteFolder, 'index.cjs');

/** Bundles the suite that runs inside VS Code: `run()` in `index.cjs` and one file beside it for each test file. */
export async function bundleSuite(filters: readonly string[] = []): Promise<void> {
  const tests = globSync('test/editor/suite/**/*.test.ts', { cwd: root }).filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  );
  await build({
    absWorkingDir: root,
    entryPoints: ['test/editor/suite/index.ts', ...tests],
    outdir: suiteFolder,
    outbase: 'test/editor/suite',
    outExtension: { '.js': '.cjs' },
    define: { 'process.env.PROBEWISE_TEST_FILES': JSON.stringify(JSON.stringify(tests.map(bundled))) },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

function bundled(test: string): string {
  return test.replace(/^test\/editor\/suite\//, '').replace(/\.ts$/, '.cjs');
}

/** Runs the bundled suite inside the extension host of a page of VS Code. */
export async function runSuite(server: TestServer): Promise<Tally> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const ended = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error('The suite in VS Code did not end.')), timeLimitMs).unref();
      void page.exposeFunction('codeAutomationLog', (_type: string, [line]: unknown[]) => {
        if (typeof line === 'string' && line.startsWith('│')) console.log(line.slice(1));
      });
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    const remote = new URL(server.origin).host;
    await page.goto(
      pageUrl(server.origin, await createWorkspace(server.folder), {
        extensionDevelopmentPath: `vscode-remote://${remote}${root}`,
        extensionTestsPath: `vscode-remote://${remote}${suiteEntry}`,
      }),
    );
    await ended;
  } finally {
    await browser.close();
  }
  return readReport(server.report);
}

/** Reads what `run()` reports; it does so even when tests fail, so no report is a failure of its own. */
export async function readReport(report: string): Promise<Tally> {
  return readFile(report, 'utf8').then(
    (json) => JSON.parse(json) as Tally,
    () => ({ passed: 0, failed: 1 }),
  );
}
