/** `probewise check --shard` and `probewise merge`: all parts together are the whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeManifestTree } from '../bench/manifestTree.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';
import { expectValidSarif } from './support/sarif.ts';

const bad = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: A, image: "a:1"}]}\n';

test.each(['json', 'sarif'])('%s: merged, the same bytes as of one check', { timeout: 120_000 }, async (format) => {
  const cwd = folder({ 'tree/ü and [1].yaml': bad });
  writeManifestTree(join(cwd, 'tree'), 120);
  const whole = await probewise(['check', '--format', format, 'tree'], { cwd });
  expect(whole.stdout).toContain('unresolved-target-port');
  const parts: string[] = [];
  for (const part of ['1', '2', '3']) {
    const output = `part-${part}.${format}`;
    const args = ['--shard', `${part}/3`, '--format', format, '--output', output];
    await probewise(['check', ...args, 'tree'], { cwd });
    const { length } = readFileSync(join(cwd, output), 'utf8');
    expect(length).toBeLessThan(whole.stdout.length / 1.5);
    parts.unshift(output);
  }
  const merged = await probewise(['merge', ...parts], { cwd });
  expect(merged.code).toBe(whole.code);
  expect(merged.stdout).toBe(whole.stdout);
  if (format === 'sarif') expectValidSarif(JSON.parse(merged.stdout));
  const quiet = await probewise(['merge', ...parts, '--fail-on', 'never', '--output', 'all'], { cwd });
  expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(cwd, 'all'), 'utf8')).toBe(whole.stdout);
});

test('the exit code of a part is that of its files', async () => {
  const cwd = folder({ 'a.yaml': bad });
  const codes = [1, 2, 3, 4].map((part) => probewise(['check', '--shard', `${part}/4`, '.'], { cwd }));
  expect((await Promise.all(codes)).map(({ code }) => code).sort()).toEqual([0, 0, 0, 1]);
});

test.each(['0/8', '9/8', '1', 'a/b', '1/0'])('%s is no part', async (part) => {
  const { code, stderr } = await probewise(['check', '--shard', part, '.'], { cwd: folder({ 'a.yaml': bad }) });
  expect([code, stderr]).toEqual([2, expect.stringContaining('Write a part and how many there are, like 1/8.')]);
});

test.each([
  [['none.json'], 'probewise: none.json: no such file or directory\n'],
  [['a.yaml'], 'probewise: a.yaml: neither a JSON nor a SARIF report of probewise check\n'],
  [['other.sarif'], 'probewise: other.sarif: neither a JSON nor a SARIF report of probewise check\n'],
  [['r.json', 'r.sarif'], /^probewise: r\.sarif: another format than the reports before it/],
  [['r.json', '--output', 'none/x'], 'probewise: none/x: no such file or directory\n'],
])('merge %j: one line', async (args, line) => {
  const cwd = folder({ 'a.yaml': bad, 'other.sarif': '{"runs":[{"tool":{"driver":{"name":"other"}}}]}' });
  for (const format of ['json', 'sarif'])
    await probewise(['check', '--format', format, '--output', `r.${format}`, 'a.yaml'], { cwd });
  const { code, stderr } = await probewise(['merge', ...args], { cwd });
  expect([code, stderr]).toEqual([2, expect.stringMatching(line)]);
});
