import type { Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { packageFolders, thirdPartyNotices } from './support/notices.ts';

/** As the bundler tells what is in a bundle. */
const bundleOf = (...files: readonly string[]): Metafile => ({
  inputs: {},
  outputs: {
    'dist/a.js': {
      bytes: 1,
      imports: [],
      exports: [],
      inputs: Object.fromEntries(files.map((file) => [file, { bytesInOutput: 1 }])),
    },
  },
});

test('packages are named once, for any part that is used, and own files are not', () => {
  const bundles = [
    bundleOf('server/src/a.ts', 'node_modules/yaml/browser/a.js', 'node_modules/yaml/browser/b.js'),
    bundleOf('node_modules/@scope/one/a.js', 'node_modules/one/node_modules/two/a.js', 'node_modules/yaml/a.js'),
  ];
  expect(packageFolders(bundles)).toEqual([
    'node_modules/@scope/one',
    'node_modules/one/node_modules/two',
    'node_modules/yaml',
  ]);
});

test('each has its name, version and the text of its licence', async () => {
  const text = await thirdPartyNotices([bundleOf('node_modules/yaml/a.js', 'node_modules/preact/a.js')]);
  expect(text).toMatch(/^preact \d+\.\d+\.\d+ \(MIT\)\n\nThe MIT License/m);
  expect(text).toMatch(/^yaml \d+\.\d+\.\d+ \(ISC\)\n\nCopyright Eemeli Aro/m);
});
