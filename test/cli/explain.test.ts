/** `probewise explain STATE`. */
import { expect, test } from 'vitest';
import { stateNames } from '../../server/src/kubernetes/states.ts';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const explain = (subject: string) => probewise(['explain', subject], { cwd: folder({}) });

test('a state: what it means, who sets it, how to get out', async () => {
  const { code, stdout, stderr } = await explain('CrashLoopBackOff');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('CrashLoopBackOff');
  expect(lines.filter((line) => /^(Set by|Way out|Preset):/.test(line))).toHaveLength(3);
  expect(stdout).not.toContain('**');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test.each(['crashloopbackoff', 'Init:CrashLoopBackOff'])('%s is the same', async (word) => {
  expect((await explain(word)).stdout).toContain('waits for its next start');
});

test.each(stateNames)('%s has an entry', async (word) => {
  expect((await explain(word)).code).toBe(0);
});

test('a misspelt name is reported', async () => {
  const { code, stderr } = await explain('CrashLopBackOff');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'probewise: no state CrashLopBackOff is known; did you mean CrashLoopBackOff?\n',
  });
});
