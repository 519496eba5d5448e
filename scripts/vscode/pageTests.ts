import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root, testResults } from '../support/paths.ts';
import { type Tally, vitestTally } from '../support/tally.ts';
import type { TestServer } from './testServer.ts';

/** The pictures of the README: taken when they are asked for. */
const pictures = 'test/editor/page/pictures.test.ts';

/** Runs the tests that use VS Code's window as a person would. */
export async function runPageTests(server: TestServer, filters: readonly string[] = []): Promise<Tally> {
  const report = join(testResults, 'page.json');
  const vitest = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'test/editor/vitest.config.ts', '--passWithNoTests'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...(filters.length === 0 ? ['--exclude', pictures] : filters),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PROBEWISE_EDITOR: server.origin,
        PROBEWISE_EDITOR_FOLDER: server.folder,
      },
    },
  );
  const [code] = (await once(vitest, 'close')) as [number | null];
  return vitestTally(report, code ?? 1);
}
