/** The language server in a real Neovim: diagnostics, hover, completion, a fix, and a simulation as text. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../cli/support/folder.ts';

const root = join(import.meta.dirname, '../..');
const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
if (!hasNeovim) console.info('Neovim is not installed: what it makes of the language server is not tested.');

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: nginx:1.27
          ports: [{containerPort: 80}]
          livenessProbe:
            tcpSocket: {port: 80}
            successThreshold: 2
            per
`;

test.skipIf(!hasNeovim)('Neovim', { timeout: 90_000 }, () => {
  const cwd = folder({ 'web.yaml': manifest });
  const result = join(cwd, 'result.json');
  const asked = {
    file: join(cwd, 'web.yaml'),
    root: cwd,
    cmd: [process.execPath, join(root, 'server/src/cli/main.ts'), 'lsp', '--stdio'],
    diagnostics: 1,
    hover: [14, 15],
    completion: [15, 15],
    fix: [14, 30],
    result,
  };
  execFileSync('nvim', ['--headless', '--clean', '-c', `luafile ${join(import.meta.dirname, 'neovim.lua')}`], {
    env: { ...process.env, PROBEWISE_TEST: JSON.stringify(asked), XDG_STATE_HOME: cwd, XDG_DATA_HOME: cwd },
    timeout: 80_000,
  });
  const found = JSON.parse(readFileSync(result, 'utf8'));
  expect(found.diagnostics).toContainEqual(
    expect.objectContaining({ line: 14, code: 'success-threshold-must-be-one' }),
  );
  expect(found.hover.contents.value).toContain('successThreshold');
  expect(found.completion).toContain('periodSeconds');
  expect(found.fixes).toContain('Set successThreshold to 1');
  expect(found.text).toMatch(/successThreshold: 1$/);
  expect(found.simulation.text).toContain('$ kubectl get pod --watch');
});
