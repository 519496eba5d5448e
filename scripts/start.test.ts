import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/paths.ts';

const start = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/start.ts'), ...args], { cwd: root, encoding: 'utf8' });

test('a busy port is reported at once, with a way out', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { status, stderr, stdout } = start('--port', String(port));
  server.close();
  expect({ status, stdout, stderr: stderr.trim() }).toEqual({
    status: 1,
    stdout: '',
    stderr: `Port ${port} is in use. Choose another one: npm start -- --port 4390`,
  });
});

test.each(['0', '65536', 'web'])('%s is no port', (port) => {
  const { status, stderr } = start('--port', port);
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(`--port ${port} is not a port.\nUsage: npm start -- [--port N] [--no-open]`);
});
