/** Type-checks each part of the project against its own options (see the `tsconfig.json` beside each). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const projects = [
  'server/tsconfig.json',
  'server/tsconfig.hosts.json',
  'client/tsconfig.json',
  'client/webview/tsconfig.json',
  'client/page/tsconfig.json',
  'test/tsconfig.json',
  'test/editor/tsconfig.json',
];

let failed = false;
for (const project of projects) {
  const { status } = spawnSync('tsc', ['--project', project], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
