import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root, testResults } from '../support/paths.ts';
import { type Tally, vitestTally } from '../support/tally.ts';
import type { TestServer } from './testServer.ts';

/** The pictures of the README: taken when they are asked for. */
const pictures = 'test/editor/page/pictures.test.ts';

/** Runs the tests that use VS Code's window as a person would. */
export function runPageTests({ origin, folder }: TestServer, filters: readonly string[] = []): Promise<Tally> {
  const env = { PROBEWISE_EDITOR: origin, PROBEWISE_EDITOR_FOLDER: folder };
  return runTests('page', filters, env);
}

/** Runs the tests of the panel's page alone, which need no VS Code. */
export function runPanelTests(filters: readonly string[] = []): Promise<Tally> {
  return runTests('panel', filters, {});
}

async function runTests(
  kind: 'page' | 'panel',
  filters: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Tally> {
  const report = join(testResults, `${kind}.json`);
  const vitest = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'test/editor/vitest.config.ts', '--passWithNoTests'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...['--exclude', `test/editor/${kind === 'page' ? 'panel' : 'page'}/**`],
      ...(filters.length === 0 ? ['--exclude', pictures] : filters),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  const [code] = (await once(vitest, 'close')) as [number | null];
  return vitestTally(report, code ?? 1);
}
