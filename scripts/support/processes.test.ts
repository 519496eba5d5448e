import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, startInBackground, stop } from './processes.ts';

/** Starts a child that is deaf to SIGTERM, says its process id, and stays. */
const parent = (file: string) => `
  const { spawn } = require('node:child_process');
  const deaf = "process.on('SIGTERM', () => {}); require('node:fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)";
  spawn(process.execPath, ['-e', deaf, ${JSON.stringify(file)}], { stdio: 'ignore' });
  setInterval(() => {}, 1000);
`;

test.skipIf(process.platform === 'win32')('stopping a program stops what it started, deaf or not', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'probewise-')), 'pid');
  const child = startInBackground(process.execPath, ['-e', parent(file)], { stdio: 'ignore' });
  await expect.poll(() => Number(readFileSync(file, 'utf8')), { timeout: 5000 }).toBeGreaterThan(0);
  expect(isRunning(Number(readFileSync(file, 'utf8')))).toBe(true);
  await stop(child);
  await expect.poll(() => isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
});

test('a program that fails is reported with what it printed last', async () => {
  await expect(run(process.execPath, ['-e', 'console.error("no such thing"); process.exit(3)'])).rejects.toThrow(
    /ended with 3:\nno such thing/,
  );
  expect(await run(process.execPath, ['-e', 'console.log("fine")'])).toBe('fine\n');
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child whose parent is gone stays a zombie where nobody reaps it.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
