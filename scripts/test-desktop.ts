/**
 * `npm run test:desktop`: the suite of `npm run test:editor` in a desktop VS Code. Downloads one, or takes the one that
 * VSCODE_EXECUTABLE names.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundle } from './support/bundles.ts';
import { root } from './support/paths.ts';
import { main, UserError } from './support/progress.ts';
import { print } from './support/tally.ts';
import { bundleSuite, readReport, suiteEntry } from './vscode/suite.ts';
import { createWorkspace } from './vscode/testServer.ts';

await main(async () => {
  const { VSCODE_EXECUTABLE: executable, DISPLAY: display, WAYLAND_DISPLAY: wayland } = process.env;
  if (process.platform === 'linux' && !display && !wayland) {
    throw new UserError(
      'A desktop VS Code needs a display: xvfb-run npm run test:desktop (Debian: apt-get install xvfb).',
    );
  }
  await bundle({ production: false });
  await bundleSuite();
  const folder = await mkdtemp(join(tmpdir(), 'probewise-'));
  const report = join(folder, 'report.json');
  try {
    const workspace = await createWorkspace(folder);
    await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: suiteEntry,
      extensionTestsEnv: { PROBEWISE_TEST_REPORT: report },
      launchArgs: [
        workspace,
        ...['--user-data-dir', join(folder, 'user-data'), '--extensions-dir', join(folder, 'extensions')],
        ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-telemetry'],
      ],
    }).catch((error: unknown) => console.error(String(error)));
    const tally = await readReport(report);
    print(tally);
    if (tally.failed > 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});
