/** `probewise check` in several threads: the same output as in one, and no failure that nobody hears of. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeManifestTree } from '../bench/manifestTree.ts';
import { probewise } from './support/commandLine.ts';

const root = join(import.meta.dirname, '../..');
const entry = new URL('../../server/src/cli/main.ts', import.meta.url);

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'probewise-'));
  writeManifestTree(join(cwd, 'tree'), 500);
  for (const folder of ['examples', 'test/corpus/good', 'test/corpus/templates'])
    cpSync(join(root, folder), join(cwd, folder), { recursive: true });
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test.each([
  ['for people', '2', ['tree'], 'unresolved-target-port'],
  ['for programs', '3', ['--format', 'json', 'tree'], 'unresolved-target-port'],
  ['with all rules', '3', ['--format', 'json', '--profile', 'strict', '--kubernetes', '1.28', '.'], 'unpinned-image'],
])('%s: byte by byte the same as in one thread', async (_, threads, args, rule) => {
  const alone = await probewise(['check', '--threads', '1', ...args], { cwd, threadEntry: entry });
  expect([alone.code, alone.stderr]).toEqual([1, '']);
  expect(alone.stdout.includes(rule)).toBe(true);
  let isUsed = false;
  const shared = await probewise(['check', '--threads', threads, ...args], {
    cwd,
    get threadEntry() {
      isUsed = true;
      return entry;
    },
  });
  expect(isUsed).toBe(true);
  expect([shared.code, shared.stderr]).toEqual([1, '']);
  // Not `toBe` on the whole: a megabyte of difference helps nobody.
  const [left, right] = [alone.stdout.split('\n'), shared.stdout.split('\n')];
  expect(right.length).toBe(left.length);
  expect(right.filter((line, index) => line !== left[index])).toEqual([]);
});

test.each([
  ['throws', 'throw new Error("broken")', 'broken'],
  ['ends', 'process.exit(3)', 'A thread ended with code 3.'],
])('a thread that %s is heard of', async (_, code, message) => {
  const threadEntry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  await expect(probewise(['check', '--threads', '2', '.'], { cwd, threadEntry })).rejects.toThrow(message);
});

test('small inputs need no threads', async () => {
  const threadEntry = new URL('data:text/javascript,throw new Error("needless")');
  const { code, stderr } = await probewise(['check', 'examples'], { cwd, threadEntry });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each(['0', '9', 'two'])('%s is no number of threads', async (threads) => {
  const { code, stderr } = await probewise(['check', '--threads', threads, '.'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('Write a number from 1 to 8.');
});
