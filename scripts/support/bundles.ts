import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, context, type Metafile, type Plugin } from 'esbuild';
import { minify } from 'terser';
import { thirdPartyNotices } from './notices.ts';
import { dist, root } from './paths.ts';

/** What runs on the oldest VS Code that `package.json` admits, and on the oldest Node that the command line admits. */
const node: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // The same source. Its build for Node asks the environment at each token whether to log it: a fifth of the time.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
};

/** What runs in a webview of the oldest VS Code that `package.json` admits. */
const browser: BuildOptions = {
  platform: 'browser',
  format: 'iife',
  target: 'chrome122',
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
};

/** What every built-in kind looks like in every release. */
const schemaFile = /[\\/]schemas[\\/]kubernetes\.json$/;

/** Of the schemas, simulations need to know only which releases there are. */
const releasesOnly: Plugin = {
  name: 'releases-only',
  setup({ onLoad }) {
    onLoad({ filter: schemaFile }, async ({ path }) => {
      const { releases } = JSON.parse(await readFile(path, 'utf8')) as { releases: unknown };
      return { contents: JSON.stringify({ releases, definitions: {}, kinds: {} }), loader: 'json' };
    });
  },
};

/** Of the feature gates, simulations need those that the engine asks for: it names them in its sources. */
const gatesOfEngine: Plugin = {
  name: 'gates-of-engine',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]gates\.generated\.ts$/ }, async ({ path }) => {
      const engine = join(root, 'server/src/lifecycle');
      const files = (await readdir(engine, { recursive: true })).filter((file) => file.endsWith('.ts'));
      const sources = (await Promise.all(files.map((file) => readFile(join(engine, file), 'utf8')))).join('');
      const lines = (await readFile(path, 'utf8')).split('\n');
      const isAsked = (line: string) => {
        const [, gate] = /^ {2}(\w+): '/.exec(line) ?? [];
        return gate === undefined || sources.includes(`'${gate}'`);
      };
      return { contents: lines.filter(isAsked).join('\n'), loader: 'ts' };
    });
  },
};

/** The shapes of scenario files, without the sentences that go into their JSON schema: whoever reads a scenario needs none. */
const shapesWithoutSentences: Plugin = {
  name: 'shapes-without-sentences',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lifecycle[\\/]world[\\/](?:shapes[\\/]\w+Shape|scenarioShape)\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const isSentence = (literal: string) => literal.includes(' ') && literal.at(-2) === '.';
      const contents = text.replace(/'[^'\n]*'|"[^"\n]*"/g, (literal) => (isSentence(literal) ? "''" : literal));
      return { contents, loader: 'ts' };
    });
  },
};

/** What a package that was written as an ES module finds for its own address. */
const importMetaUrl = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

const bundles: readonly (BuildOptions & { readonly outfile: string })[] = [
  {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client/extension.cjs',
    external: ['vscode'],
    ...node,
  },
  { entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/server/server.cjs', ...node },
  {
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli/probewise.cjs',
    ...node,
    banner: { js: `#!/usr/bin/env node\n${importMetaUrl}` },
    define: { 'import.meta.url': 'importMetaUrl' },
  },
  // The panel, and the worker in which it runs the engine and a page of its own reads manifests.
  {
    entryPoints: ['client/page/bundle.ts'],
    outfile: 'dist/webview/main.js',
    ...browser,
    plugins: [releasesOnly, gatesOfEngine, shapesWithoutSentences],
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  { entryPoints: ['client/page/main.ts'], outfile: 'dist/webview/page.js', ...browser },
];

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  /** The packages and own folders that weigh most, largest first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

export interface BundleOptions {
  /** Minified and without source maps: what is shipped. */
  readonly production: boolean;
}

/** Bundles everything that runs outside the checkout's own scripts into `dist/`. */
export async function bundle({ production }: BundleOptions): Promise<Bundle[]> {
  await rm(dist, { recursive: true, force: true });
  const results = await Promise.all(bundles.map((options) => build(withDefaults(options, production))));
  if (production)
    for (const { outfile } of bundles.filter(({ outfile }) => isOfExtension(outfile)))
      await shrink(join(root, outfile));
  await linkCommandLine();
  const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
  const ofExtension = metafiles.filter(({ outputs }) => Object.keys(outputs).every(isOfExtension));
  await writeFile(join(dist, 'ThirdPartyNotices.txt'), await thirdPartyNotices(ofExtension));
  return metafiles.flatMap(weigh);
}

/** The command line is shipped in a package of its own, with notices of its own. */
function isOfExtension(outfile: string): boolean {
  return !outfile.startsWith('dist/cli/');
}

/** A twentieth less than esbuild leaves, once it is packed; too slow for the bundles of tests and of the watch. */
async function shrink(file: string): Promise<void> {
  const { code } = await minify(await readFile(file, 'utf8'), { ecma: 2020, compress: { passes: 2 } });
  if (code === undefined) throw new Error(`Nothing is left of ${file}.`);
  await writeFile(file, code);
}

/** Bundles the command line alone, as it is shipped, into another folder: its path, and the licences of what is in it. */
export async function bundleCommandLine(
  folder: string,
): Promise<{ readonly outfile: string; readonly notices: string }> {
  const options = bundles.find(({ outfile }) => outfile.startsWith('dist/cli/'))!;
  const outfile = join(folder, 'probewise.cjs');
  const { metafile } = await build({ ...withDefaults(options, true), outfile });
  return { outfile, notices: await thirdPartyNotices(metafile ? [metafile] : []) };
}

/** What a page of the panel is made of, by the names of its files in `dist/webview/`, as it is shipped. */
export async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const own = bundles.filter(({ outfile }) => outfile.startsWith('dist/webview/'));
  const results = await Promise.all(own.map((options) => build({ ...withDefaults(options, true), write: false })));
  const files = results.flatMap(({ outputFiles }) => outputFiles ?? []);
  return new Map(files.map(({ path, text }) => [basename(path), text]));
}

/** Bundles again whenever a source changes, until the process ends. */
export async function watch(): Promise<void> {
  for (const options of bundles) {
    const watching = await context({ ...withDefaults(options, false), logLevel: 'info' });
    await watching.watch();
  }
  await linkCommandLine();
}

/** Reading the schemas from a string takes 3 ms less at each start than the object that the bundler would write. */
const parsedSchemas: Plugin = {
  name: 'parsed-schemas',
  setup({ onLoad }) {
    onLoad({ filter: schemaFile }, async ({ path }) => {
      const json = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(json)});`, loader: 'js' };
    });
  },
};

function withDefaults(options: BuildOptions, production: boolean): BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    logLevel: 'warning',
    legalComments: 'none',
    plugins: [parsedSchemas],
    minify: production,
    sourcemap: production ? false : 'linked',
    ...options,
    define: { ...options.define, 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  };
}

/** Lets `npx probewise` in the checkout find the command line that was just built, without asking a registry. */
async function linkCommandLine(): Promise<void> {
  const bin = join(root, 'node_modules/.bin');
  const target = join(dist, 'cli/probewise.cjs');
  if (!existsSync(target) || !existsSync(bin)) return;
  await chmod(target, 0o755);
  const link = join(bin, 'probewise');
  await rm(link, { force: true });
  if (process.platform === 'win32') await writeFile(`${link}.cmd`, `@node "${target}" %*\r\n`);
  else await symlink('../../dist/cli/probewise.cjs', link);
}

function weigh(metafile: Metafile): Bundle[] {
  return Object.entries(metafile.outputs)
    .filter(([file]) => !file.endsWith('.map'))
    .map(([file, { bytes, inputs }]) => {
      const parts = new Map<string, number>();
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const name = partOf(input);
        parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
      }
      return {
        file,
        bytes,
        parts: [...parts].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes),
      };
    });
}

function partOf(input: string): string {
  const [, packageName] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return packageName ?? input.split('/').slice(0, 3).join('/');
}
