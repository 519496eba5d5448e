/**
 * `npm run playground [-- --port N] [-- --out FILE]`: the panel with an editor for the manifest, as one page that needs no
 * server; it is served for a look at it, or written to a file.
 */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { bundlePage } from './support/bundles.ts';
import { pageOf } from './support/playground.ts';
import { main, step } from './support/progress.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4391' }, out: { type: 'string' } },
});

await main(async () => {
  const page = pageOf(await step('Building the playground', bundlePage));
  if (values.out !== undefined) {
    await writeFile(values.out, page);
    console.log(`${values.out}: ${(page.length / 1000).toFixed(0)} kB`);
    return;
  }
  createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  ).listen(Number(values.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${values.port}/`));
});
