/** `probewise check --pod-path`: pods in the user's own custom resources. */
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';

const cluster = `apiVersion: example.com/v1
kind: Cluster
metadata: {name: a}
spec:
  nodes:
  - template:
      spec:
        containers:
        - {name: a, image: "a:1", imagePullPolice: Always}
  driver:
    containers:
    - {name: b, image: "b:1", imagePullPolice: Always}
`;

test('paths are given one by one, also several for one kind', async () => {
  const cwd = folder({ 'a.yaml': cluster });
  const found = async (...options: string[]) => {
    const { stdout } = await probewise(['check', '--format', 'json', 'a.yaml', ...options], { cwd });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
    return findings.filter(({ rule }) => rule === 'unknown-field').map(({ path }) => path);
  };
  const template = 'example.com/Cluster=spec.nodes[*].template';
  expect(await found()).toEqual([]);
  expect(await found('--pod-path', template)).toEqual(['spec.nodes[0].template.spec.containers[0].imagePullPolice']);
  expect(await found('--pod-path', template, '--pod-path', 'example.com/Cluster=spec.driver')).toHaveLength(2);
});

test('what is no path is wrong usage', async () => {
  const cwd = folder({ 'a.yaml': cluster });
  const { code, stderr } = await probewise(['check', '--pod-path', 'spec.template', 'a.yaml'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('Write it as group/Kind=path.');
});
