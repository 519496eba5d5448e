import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import { ignoredFields } from './ignoredFields.ts';
import { simulateRollout } from './rollout.ts';
import { workloadsIn } from './workloads.ts';

function ignored(spec: string): string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n${spec.replaceAll(/^/gm, '  ')}`;
  return workloadsIn(parseManifest(text)).flatMap(({ workload }) => ignoredFields(workload).map(({ field }) => field));
}

test('fields that may decide the outcome and are ignored are named', () => {
  const found = ignored(`schedulerName: mine
runtimeClassName: gvisor
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: host}]
topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
securityContext: {runAsNonRoot: true}
containers:
- {name: web, image: web, lifecycle: {stopSignal: SIGINT}}
- {name: other, image: web, securityContext: {runAsUser: 5}}`);
  expect(found).toEqual([
    'spec.schedulerName',
    'spec.runtimeClassName',
    'spec.affinity.podAntiAffinity',
    'spec.topologySpreadConstraints',
    'spec.containers[0].securityContext.runAsNonRoot',
    'spec.containers[0].lifecycle.stopSignal',
  ]);
});

test('what decides nothing is not', () => {
  const found = ignored(`schedulerName: default-scheduler
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]
topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]
containers:
- {name: web, image: web, securityContext: {runAsNonRoot: true, runAsUser: 5}}`);
  expect(found).toEqual([]);
});

test('a negative grace period is 1 s in a Pod, and its default in a template, which is rejected', () => {
  const graceOf = (text: string) =>
    workloadsIn(parseManifest(text)).map(({ workload }) => plainPod(workload).spec.terminationGracePeriodSeconds);
  const pod = '{terminationGracePeriodSeconds: -5, containers: [{name: a, image: b}]}';
  expect(graceOf(`apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: ${pod}`)).toEqual([-5]);
  const template = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: ${pod}}}`;
  expect(graceOf(template)).toEqual([undefined]);
});

test('a Job that another controller manages has no pods here', () => {
  const job = (by: string) =>
    simulateRollout(
      parseManifest(
        `apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {managedBy: ${by}, template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}`,
      ),
      { scenario: 'completes' },
    );
  const other = job('kueue.x-k8s.io/multikueue');
  if ('error' in other) throw new Error();
  expect(other.trace.pods).toEqual([]);
  expect(other.summary.reasons[0]).toMatchObject({ fields: ['spec.managedBy'] });
  const own = job('kubernetes.io/job-controller');
  expect('summary' in own && own.summary.outcome).toBe('finished');
});
