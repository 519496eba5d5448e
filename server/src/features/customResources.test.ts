/** Pods of custom resources are explained and simulated as those of Deployments are. */
import { expect, test } from 'vitest';
import { parseManifest } from '../manifest/file.ts';
import { codeLenses } from './codeLens/codeLenses.ts';
import { hover } from './hover/hover.ts';
import { outline } from './outline.ts';
import { simulateWorkload } from './simulation/simulation.ts';
import { fieldSpans } from './simulation/testing/fieldSpans.ts';
import { workloadAt, workloadsIn } from './simulation/workloads.ts';

const container = (indent: string, port: number) =>
  [
    'containers:',
    '- name: main',
    '  image: app:1',
    '  readinessProbe:',
    `    tcpSocket: {port: ${port}}`,
    '    periodSeconds: 7',
    '',
  ]
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');

const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  template:
    spec:
${container('      ', 80)}`;

const volcano = `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: train}
spec:
  tasks:
  - name: ps
    template:
      spec:
${container('        ', 81)}  - name: worker
    template:
      spec:
        restartPolicy: OnFailure
${container('        ', 82)}`;

const own = `apiVersion: example.com/v1
kind: Cluster
metadata: {name: db}
spec:
  podSpec:
${container('    ', 83)}`;
const podPaths = { 'example.com/Cluster': ['spec.podSpec'] };

test('each pod of an object is a workload of its own, with a lens', () => {
  const file = parseManifest(`${rollout}---\n${volcano}---\n${own}`, undefined, { podPaths });
  const workloads = workloadsIn(file);
  expect(workloads.map(({ id, label }) => [id, label])).toEqual([
    ['Rollout/web', 'Rollout web'],
    ['Job/train/ps', 'Job train (ps)'],
    ['Job/train/worker', 'Job train (worker)'],
    ['Cluster/db', 'Cluster db'],
  ]);
  expect(codeLenses(file).map(({ workload }) => workload)).toEqual(workloads.map(({ id }) => id));
  expect(workloadAt(workloads, file.text.indexOf('port: 82'))?.id).toBe('Job/train/worker');
  expect(outline(file)[1]?.children).toHaveLength(2);
});

test.each([
  ['a template', rollout, 'Rollout/web'],
  ['one of several', volcano, 'Job/train/worker'],
  ['a spec of one’s own', own, 'Cluster/db'],
])('the pod of %s is simulated, and its fields are found in the text', (_, text, workload) => {
  const file = parseManifest(text, undefined, { podPaths });
  const simulation = simulateWorkload(file, { workload });
  if ('error' in simulation) throw new Error(simulation.error.id);
  expect(simulation.input.pod.spec.containers[0]?.readinessProbe?.periodSeconds).toBe(7);
  const spans = Object.entries(fieldSpans(simulation.trace, simulation.workload));
  const shown = spans.map(([path, span]) => [path, text.slice(span.start, span.end)]);
  expect(shown).toContainEqual(['spec.containers[0].image', 'image: app:1']);
});

test.each([
  ['a template', rollout],
  ['one of several', volcano],
  ['a spec of one’s own', own],
])('fields in %s are explained', (_, text) => {
  const file = parseManifest(text, undefined, { podPaths });
  expect(JSON.stringify(hover(file, text.lastIndexOf('periodSeconds') + 2))).toContain('{"ms":7000}');
});

test('what is only a part of a pod is not simulated', () => {
  const flink =
    'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  podTemplate:\n    spec: {containers: [{name: a, image: b}]}\n';
  expect(workloadsIn(parseManifest(flink))).toEqual([]);
});
