/**
 * `npm run test:editor [-- --only suite|panel|page] [-- FILTER]`: the tests in a real VS Code. The suite runs inside its
 * extension host, with the `vscode` API; the panel tests use the panel's page alone, the page tests VS Code's window as a person
 * would. FILTER names test files.
 */
import { parseArgs } from 'node:util';
import { main, step } from './support/progress.ts';
import { add, nothing, print } from './support/tally.ts';
import { packageExtensionQuietly } from './support/vsix.ts';
import { runPageTests, runPanelTests } from './vscode/pageTests.ts';
import { bundleSuite, runSuite } from './vscode/suite.ts';
import { startTestServer } from './vscode/testServer.ts';

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });

await main(async () => {
  await step('Building and packaging the extension', packageExtensionQuietly);
  await bundleSuite(positionals);
  const server = await step('Starting VS Code', startTestServer);
  try {
    let tally = nothing;
    const isWanted = (kind: string) => values.only === undefined || values.only === kind;
    if (isWanted('suite')) tally = add(tally, await runSuite(server));
    if (isWanted('panel')) tally = add(tally, await runPanelTests(positionals));
    if (isWanted('page')) tally = add(tally, await runPageTests(server, positionals));
    print(tally);
    if (tally.failed > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
});
