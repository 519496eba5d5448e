/** `probewise check --kubernetes`: the release that manifests are checked against. */
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const cronJob = `apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
kind: FlowSchema
metadata:
  name: a
`;

test.each([
  ['the newest release', [], cronJob, 1],
  ['an older release', ['--kubernetes', '1.31'], cronJob, 0],
  ['a patch release', ['--kubernetes', 'v1.31.4'], cronJob, 0],
  ['a comment in the file', [], `# probewise: kubernetes=1.31\n${cronJob}`, 0],
  ['a comment in the file before the option', ['--kubernetes', '1.31'], `# probewise: kubernetes=1.32\n${cronJob}`, 1],
])('%s', async (_, options, text, expected) => {
  const cwd = folder({ 'a.yaml': text });
  const { code } = await probewise(['check', 'a.yaml', ...options], { cwd });
  expect(code).toBe(expected);
});

test('what is no release is wrong usage', async () => {
  const cwd = folder({ 'a.yaml': cronJob });
  const { code, stderr } = await probewise(['check', '--kubernetes', 'latest', 'a.yaml'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/Known releases are 1\.28 to 1\.\d+/);
});
