/**
 * `npm run test:editor [-- --only suite|page] [-- FILTER]`: the tests in a real VS Code. The suite runs inside its
 * extension host, with the `vscode` API; the page tests use its window as a person would. FILTER names test files.
 */
import { parseArgs } from 'node:util';
import { main, step } from './support/progress.ts';
import { add, nothing, print } from './support/tally.ts';
import { packageExtensionQuietly } from './support/vsix.ts';
import { runPageTests } from './vscode/pageTests.ts';
import { bundleSuite, runSuite } from './vscode/suite.ts';
import { startTestServer } from './vscode/testServer.ts';

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });

await main(async () => {
  await step('Building and packaging the extension', packageExtensionQuietly);
  await bundleSuite(positionals);
  const server = await step('Starting VS Code', startTestServer);
  try {
    let tally = nothing;
    if (values.only !== 'page') tally = add(tally, await runSuite(server));
    if (values.only !== 'suite') tally = add(tally, await runPageTests(server, positionals));
    print(tally);
    if (tally.failed > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
});
