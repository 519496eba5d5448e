/**
 * `npm run build [-- --production | --watch]`: bundles the extension, the server, the command line and the panel; with
 * `--suite` also the tests that run inside VS Code.
 */
import { parseArgs } from 'node:util';
import { bundle, watch } from './support/bundles.ts';
import { bundleSuite } from './vscode/suite.ts';

const { values } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    suite: { type: 'boolean', default: false },
  },
});

if (values.suite) await bundleSuite();
if (values.watch) {
  await watch();
} else {
  for (const { file, bytes, parts } of await bundle({ production: values.production })) {
    const heaviest = parts.slice(0, 4).map((part) => `${part.name} ${kilobytes(part.bytes)}`);
    console.log(`${kilobytes(bytes).padStart(9)}  ${file.padEnd(30)}  ${heaviest.join(', ')}`);
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
