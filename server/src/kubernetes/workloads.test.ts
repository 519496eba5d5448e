import { expect, test } from 'vitest';
import { findWorkloadKind, workloadKinds } from './workloads.ts';

test.each([
  ['v1', 'Pod', ''],
  ['v1', 'PodTemplate', 'template'],
  ['v1', 'ReplicationController', 'spec.template'],
  ['apps/v1', 'Deployment', 'spec.template'],
  ['apps/v1', 'ReplicaSet', 'spec.template'],
  ['apps/v1', 'StatefulSet', 'spec.template'],
  ['apps/v1', 'DaemonSet', 'spec.template'],
  ['batch/v1', 'Job', 'spec.template'],
  ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template'],
  ['extensions/v1beta1', 'Deployment', 'spec.template'],
])('%s %s keeps its pod at %j', (apiVersion, kind, path) => {
  expect(findWorkloadKind(apiVersion, kind)?.podPath.join('.')).toBe(path);
});

test.each([
  ['v1', 'Deployment'],
  ['apps/v1', 'Pod'],
  ['v1', 'Service'],
  ['', ''],
])('%s %s carries no pod', (apiVersion, kind) => {
  expect(findWorkloadKind(apiVersion, kind)).toBeUndefined();
});

test.each([
  ['Always', ['Pod', 'PodTemplate', 'ReplicationController', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']],
  ['OnFailure', ['Pod', 'PodTemplate', 'Job', 'CronJob']],
  ['Never', ['Pod', 'PodTemplate', 'Job', 'CronJob']],
] as const)('restartPolicy %s is for %j', (policy, kinds) => {
  expect(workloadKinds.filter((kind) => kind.restartPolicies.includes(policy)).map((kind) => kind.kind)).toEqual(kinds);
});
