/**
 * Imports go one way: this test reads every import of the sources and fails on one that leads upwards, on one to a
 * package that the layer may not know, and on every circle of files. See ARCHITECTURE.md, "Layers".
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { circlesIn, type Import, importsOf, sourceImports, targetOf } from './support/imports.ts';

/** What each layer may import: layers of ours, then packages. */
const layers: Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }> = {
  'server/src/base': { layers: [], packages: [] },
  'server/src/kubernetes': { layers: ['base'], packages: [] },
  'server/src/lifecycle': { layers: ['base', 'kubernetes'], packages: [] },
  'server/src/analysis': { layers: ['base', 'kubernetes'], packages: [] },
  'server/src/simulation': { layers: ['base', 'kubernetes', 'lifecycle', 'analysis'], packages: [] },
  'server/src/schema': { layers: ['base', 'kubernetes', 'schemas'], packages: ['ajv', 'fastest-levenshtein'] },
  'server/src/template': { layers: ['base'], packages: [] },
  'server/src/yaml': { layers: ['base', 'template'], packages: ['yaml'] },
  'server/src/traced': { layers: ['base', 'yaml'], packages: [] },
  'server/src/chart': {
    layers: ['base', 'template', 'yaml', 'traced'],
    packages: ['@noble/hashes', 'fflate', 're2js', 'smol-toml', 'yaml'],
  },
  'server/src/overlay': {
    layers: ['base', 'kubernetes', 'yaml', 'traced', 'schemas'],
    packages: ['@noble/hashes', 're2js', 'yaml'],
  },
  'server/src/manifest': {
    layers: ['base', 'kubernetes', 'template', 'yaml'],
    packages: ['fastest-levenshtein', 'yaml'],
  },
  'server/src/rules': {
    layers: ['base', 'kubernetes', 'schema', 'template', 'yaml', 'manifest', 'analysis'],
    packages: ['yaml'],
  },
  'server/src/features': {
    layers: [
      'schemas/config.schema.json',
      'base',
      'kubernetes',
      'schema',
      'yaml',
      'traced',
      'chart',
      'overlay',
      'manifest',
      'analysis',
      'rules',
      'lifecycle',
      'simulation',
    ],
    packages: ['yaml'],
  },
  'server/src/lsp': {
    layers: [
      'base',
      'kubernetes',
      'schema',
      'yaml',
      'traced',
      'chart',
      'overlay',
      'manifest',
      'analysis',
      'rules',
      'lifecycle',
      'simulation',
      'features',
      'mcp',
    ],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  'server/src/mcp': {
    layers: [
      'base',
      'kubernetes',
      'schema',
      'yaml',
      'traced',
      'chart',
      'overlay',
      'manifest',
      'analysis',
      'rules',
      'lifecycle',
      'simulation',
      'features',
    ],
    packages: ['@modelcontextprotocol/sdk'],
  },
  'server/src/node': { layers: [], packages: ['node:'] },
  'server/src/cli': {
    layers: [
      'package.json',
      'node',
      'base',
      'kubernetes',
      'schema',
      'yaml',
      'traced',
      'chart',
      'overlay',
      'manifest',
      'analysis',
      'rules',
      'lifecycle',
      'simulation',
      'features',
      'lsp',
      'mcp',
    ],
    packages: [
      'node:',
      'vscode-languageserver',
      '@modelcontextprotocol/sdk',
      'commander',
      'diff',
      'ignore',
      'picocolors',
      'sarif',
      'tinyglobby',
      'yaml',
    ],
  },
  'client/webview': {
    layers: ['base', 'kubernetes', 'lifecycle', 'analysis', 'simulation'],
    packages: ['preact', 'd3-time'],
  },
  // The panel in a page of its own: it stands for the extension and for the language server.
  'client/page': {
    layers: [
      'base',
      'kubernetes',
      'lifecycle',
      'simulation',
      'manifest',
      'features',
      'client/webview',
      'client/src/panel/panelContext.ts',
      'client/src/panel/session.ts',
      'server/src/lsp/protocol.ts',
    ],
    packages: [],
  },
  'client/src': {
    layers: [
      'base',
      'kubernetes',
      'client/webview/protocol.ts',
      'client/page/state.ts',
      'server/src/chart/archive.ts',
      'server/src/chart/fileText.ts',
      'server/src/lsp/protocol.ts',
      'server/src/lifecycle/world/scenario.ts',
      'server/src/lifecycle/world/scenarioFileName.ts',
      'server/src/simulation/export/html.ts',
      'server/src/simulation/scenarioGroups.ts',
      'server/src/simulation/scenarioGroupMessages.ts',
    ],
    packages: ['vscode', 'vscode-languageclient'],
  },
};

/** The language server's entry for Node: what the rest of the server asks of the machine, it is handed from here. */
const nodeEntry = 'server/src/lsp/main.ts';
/** The two files that know that they run in Node; in a browser, others would stand for them. */
const nodeEntries: readonly string[] = [nodeEntry, 'client/src/extension.ts'];
const nodeFolder = 'server/src/node/';

/**
 * The floors inside `lifecycle/`, the lowest first: a file imports from its own floor and from lower ones. Where two names
 * stand on one floor, neither imports the other.
 */
const floors: readonly (readonly string[])[] = [
  ['trace'],
  ['kernel', 'release.ts'],
  ['environment.ts', 'record'],
  ['world'],
  ['apiserver'],
  ['scheduler'],
  ['kubelet'],
  ['podcontrollers', 'requests'],
  ['simulate.ts'],
  ['workload'],
  ['controllers'],
  ['rollout'],
  ['cron'],
  ['kubectl'],
  ['explain'],
  ['expect'],
  ['messages.ts'],
];

/** Why the import is not allowed; undefined where it is. */
function violation({ file, specifier }: Import): string | undefined {
  const layer = Object.keys(layers).find((name) => file.startsWith(`${name}/`));
  if (!layer) return `${file} belongs to no layer`;
  const allowed = layers[layer]!;
  if (!specifier.startsWith('.')) {
    if (namesNode(file, specifier)) return `${file} may not import ${specifier}: it is for Node`;
    const packages = file === nodeEntry ? [...allowed.packages, 'node:'] : allowed.packages;
    const known = packages.some(
      (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    return known ? undefined : `${file} may not import the package ${specifier}`;
  }
  const target = targetOf({ file, specifier })!;
  const inOwnLayer =
    target.startsWith(`${layer}/`) && Object.keys(layers).find((name) => target.startsWith(`${name}/`)) === layer;
  if (file === nodeEntry && target.startsWith(nodeFolder)) return undefined;
  const inLower = allowed.layers.some(
    (name) => target === name || target.startsWith(`server/src/${name}/`) || target.startsWith(`${name}/`),
  );
  return (inOwnLayer && !isUpstairs(file, target)) || inLower ? undefined : `${file} may not import ${target}`;
}

/** Whether a file of the extension or the language server, which run in browsers, too, asks for Node. */
function namesNode(file: string, specifier: string): boolean {
  const isPortable = /^(server\/src\/lsp|client\/src)\//.test(file) && !nodeEntries.includes(file);
  return isPortable && /^node:|\/node$/.test(specifier);
}

/** Whether, inside `lifecycle/`, the import leads to another room that is not on a lower floor. */
function isUpstairs(file: string, target: string): boolean {
  const [from, to] = [floorOf(file), floorOf(target)];
  return from !== undefined && to !== undefined && from.room !== to.room && to.floor >= from.floor;
}

function floorOf(file: string): { readonly room: string; readonly floor: number } | undefined {
  const room = /^server\/src\/lifecycle\/([^/]+)/.exec(file)?.[1];
  if (room === undefined) return undefined;
  const floor = floors.findIndex((rooms) => rooms.includes(room));
  if (floor < 0) throw new Error(`${file} stands on no floor`);
  return { room, floor };
}

test('no source imports upwards', () => {
  expect(sourceImports.length).toBeGreaterThan(20);
  expect(sourceImports.map(violation).filter(Boolean)).toEqual([]);
});

test('only the two entries use what Node has and a browser has not', () => {
  const files = [...new Set(sourceImports.map(({ file }) => file))].filter(
    (file) => /^(server\/src\/lsp|client\/src)\//.test(file) && !nodeEntries.includes(file),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => usesNodeGlobals(readFileSync(file, 'utf8')))).toEqual([]);
  expect(usesNodeGlobals('const home = process.env.HOME;')).toBe(true);
});

/** Asking whether there is a `process` is fine in a browser, and so is using it where there is one. */
function usesNodeGlobals(source: string): boolean {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  if (code.includes("typeof process === 'undefined'")) return false;
  return /(?<![.\w])(process\.|Buffer\.|require\(|__dirname)/.test(code);
}

test('no files import each other in a circle, types included', () => {
  const circles = circlesIn(sourceImports);
  console.info(`circles of imports: ${circles.length}`);
  expect(circles).toEqual([]);
});

test('a planted circle is found', () => {
  const planted = [
    ...importsOf('client/src/a.ts', "import type { B } from './b/b.ts';\nimport { c } from './c.ts';"),
    ...importsOf('client/src/b/b.ts', "export { c } from '../c.ts';"),
    ...importsOf('client/src/c.ts', "import type { B } from './b/b.ts';"),
  ];
  expect(circlesIn(planted)).toEqual([['client/src/b/b.ts', 'client/src/c.ts']]);
});

test.each([
  ['server/src/base/span.ts', "import { x } from '../yaml/document.ts';"],
  ['server/src/rules/probe/a.ts', "import type { Trace } from '../../lifecycle/trace/trace.ts';"],
  ['server/src/lifecycle/simulate.ts', "import {\n  parseManifest,\n} from '../manifest/file.ts';"],
  ['server/src/lifecycle/kubelet/hooks.ts', "import { rowAt } from '../kubectl/row.ts';"],
  ['server/src/simulation/simulatePod.ts', "import { plainPod } from '../manifest/plainPod.ts';"],
  ['server/src/lifecycle/kubectl/row.ts', "import { explain } from '../explain/explain.ts';"],
  ['server/src/features/hover.ts', "import { Hover } from 'vscode-languageserver';"],
  ['server/src/analysis/a.ts', "const fs = await import('node:fs');"],
  ['server/src/lsp/server.ts', "import { readFile } from 'node:fs/promises';"],
  ['server/src/lsp/server.ts', "import { createConnection } from 'vscode-languageserver/node';"],
  ['client/src/activate.ts', "import { LanguageClient } from 'vscode-languageclient/node';"],
  ['client/src/status.ts', "import { join } from 'node:path';"],
  ['client/webview/main.tsx', "export * from '../../server/src/lsp/server.ts';"],
])('a planted upward import is found: %s', (file, source) => {
  const [found] = importsOf(file, source);
  expect(found && violation(found)).toMatch(/may not import/);
});
