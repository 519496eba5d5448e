/** Node is named by entries alone: what they start runs in a browser, too. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const entries = ['client/src/extension.ts', 'server/src/lsp/main.ts'];

test('of the server and the extension, the entries alone name Node', () => {
  const files = globSync(['server/src/lsp/**/*.ts', 'client/src/**/*.ts'], { cwd: root, ignore: ['**/*.test.ts'] });
  const naming = files.filter((file) => namesNode(readFileSync(join(root, file), 'utf8')));
  expect(naming.sort()).toEqual(entries);
});

test.each([
  "import { x } from 'node:fs';",
  "import { x } from 'vscode-languageclient/node';",
  'let timer: NodeJS.Timeout;',
  'process.cwd()',
  'setImmediate(work);',
  'Buffer.from(text)',
])('what names Node is found: %s', (source) => expect(namesNode(source)).toBe(true));

function namesNode(source: string): boolean {
  // Where there may be none, code asks with `typeof` on the same line.
  const unguarded = source
    .split('\n')
    .filter((line) => !line.includes("typeof process === 'undefined'"))
    .join('\n');
  return /\bNodeJS\.|'node:|\/node'|\bprocess\.|\bBuffer\b|(?<![.\w])setImmediate\((?!callback: )/m.test(unguarded);
}
