import { expect, test } from 'vitest';
import { podName } from './podName.ts';
import type { WorkloadKindName } from './workloads.ts';

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx' }] } };
const safe = '[bcdfghjklmnpqrstvwxz2456789]';

test.each<[WorkloadKindName, RegExp]>([
  ['Pod', /^web$/],
  ['StatefulSet', /^web-0$/],
  ['Deployment', new RegExp(`^web-${safe}{8,10}-${safe}{5}$`)],
  ['ReplicaSet', new RegExp(`^web-${safe}{5}$`)],
  ['ReplicationController', new RegExp(`^web-${safe}{5}$`)],
  ['DaemonSet', new RegExp(`^web-${safe}{5}$`)],
  ['Job', new RegExp(`^web-${safe}{5}$`)],
  ['CronJob', new RegExp(`^web-29\\d{6}-${safe}{5}$`)],
])('a pod of a %s is called %s', (kind, pattern) => {
  expect(podName(kind, 'web', template)).toMatch(pattern);
});

test('the name follows the template, not the order of its fields', () => {
  const reordered = { spec: template.spec, metadata: template.metadata };
  const changed = { ...template, spec: { containers: [{ name: 'web', image: 'nginx:2' }] } };
  expect(podName('Deployment', 'web', reordered)).toBe(podName('Deployment', 'web', template));
  expect(podName('Deployment', 'web', changed)).not.toBe(podName('Deployment', 'web', template));
});

test('long names are cut as the API server cuts them', () => {
  const name = podName('Job', 'n'.repeat(63), template);
  expect(name).toHaveLength(63);
  expect(name.startsWith('n'.repeat(58))).toBe(true);
});
