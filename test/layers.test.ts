/**
 * Imports go one way: this test reads every import of the sources and fails on one that leads upwards, or to a package
 * that the layer may not know. See ARCHITECTURE.md, "Layers".
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What each layer may import: layers of ours, then packages. */
const layers: Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }> = {
  'server/src/base': { layers: [], packages: [] },
  'server/src/kubernetes': { layers: ['base'], packages: [] },
  'server/src/lifecycle': { layers: ['base', 'kubernetes'], packages: [] },
  'server/src/analysis': { layers: ['base', 'kubernetes'], packages: [] },
  'server/src/schema': { layers: ['base', 'kubernetes', 'schemas'], packages: ['ajv', 'fastest-levenshtein'] },
  'server/src/yaml': { layers: ['base'], packages: ['yaml'] },
  'server/src/manifest': { layers: ['base', 'kubernetes', 'yaml'], packages: ['fastest-levenshtein', 'yaml'] },
  'server/src/rules': {
    layers: ['base', 'kubernetes', 'schema', 'yaml', 'manifest', 'analysis'],
    packages: ['yaml'],
  },
  'server/src/features': {
    layers: ['base', 'kubernetes', 'schema', 'yaml', 'manifest', 'analysis', 'rules', 'lifecycle'],
    packages: ['yaml'],
  },
  'server/src/lsp': {
    layers: ['base', 'kubernetes', 'schema', 'yaml', 'manifest', 'analysis', 'rules', 'lifecycle', 'features'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
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
      'manifest',
      'analysis',
      'rules',
      'lifecycle',
      'features',
    ],
    packages: ['node:', 'commander', 'picocolors', 'tinyglobby', 'yaml'],
  },
  'client/webview': {
    layers: ['base', 'kubernetes', 'lifecycle', 'analysis'],
    packages: ['preact', 'd3-scale'],
  },
  'client/src': {
    layers: [
      'kubernetes',
      'client/webview/protocol.ts',
      'server/src/lsp/protocol.ts',
      'server/src/lifecycle/world/scenarioFileName.ts',
    ],
    packages: ['vscode', 'vscode-languageclient', 'node:'],
  },
};

/** The language server's entry for Node: what the rest of the server asks of the machine, it is handed from here. */
const nodeEntry = 'server/src/lsp/main.ts';
const nodeFolder = 'server/src/node/';

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function importsOf(file: string, source: string): Import[] {
  const statement = /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...source.matchAll(statement)].map((match) => ({ file, specifier: (match[1] ?? match[2])! }));
}

/** Why the import is not allowed; undefined where it is. */
function violation({ file, specifier }: Import): string | undefined {
  const layer = Object.keys(layers).find((name) => file.startsWith(`${name}/`));
  if (!layer) return `${file} belongs to no layer`;
  const allowed = layers[layer]!;
  if (!specifier.startsWith('.')) {
    const packages = file === nodeEntry ? [...allowed.packages, 'node:'] : allowed.packages;
    const known = packages.some(
      (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    return known ? undefined : `${file} may not import the package ${specifier}`;
  }
  const target = relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/');
  const inOwnLayer =
    target.startsWith(`${layer}/`) && Object.keys(layers).find((name) => target.startsWith(`${name}/`)) === layer;
  if (file === nodeEntry && target.startsWith(nodeFolder)) return undefined;
  const inLower = allowed.layers.some(
    (name) => target === name || target.startsWith(`server/src/${name}/`) || target.startsWith(`${name}/`),
  );
  return inOwnLayer || inLower ? undefined : `${file} may not import ${target}`;
}

test('no source imports upwards', () => {
  const files = globSync(['server/src/**/*.ts', 'client/**/*.{ts,tsx}'], {
    cwd: root,
    ignore: ['**/*.test.{ts,tsx}', '**/testing/**'],
  });
  const imports = files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
  expect(imports.length).toBeGreaterThan(20);
  expect(imports.map(violation).filter(Boolean)).toEqual([]);
});

test.each([
  ['server/src/base/span.ts', "import { x } from '../yaml/document.ts';"],
  ['server/src/rules/probe/a.ts', "import type { Trace } from '../../lifecycle/trace.ts';"],
  ['server/src/lifecycle/simulate.ts', "import {\n  parseManifest,\n} from '../manifest/file.ts';"],
  ['server/src/features/hover.ts', "import { Hover } from 'vscode-languageserver';"],
  ['server/src/analysis/a.ts', "const fs = await import('node:fs');"],
  ['server/src/lsp/connection.ts', "import { readFile } from 'node:fs/promises';"],
  ['client/webview/main.tsx', "export * from '../../server/src/lsp/connection.ts';"],
])('a planted upward import is found: %s', (file, source) => {
  const [found] = importsOf(file, source);
  expect(found && violation(found)).toMatch(/may not import/);
});
