import { expect, test } from 'vitest';
import { parseManifest } from './file.ts';

const object = (text: string) => parseManifest(text).documents[0]!.content.objects[0]!;

test.each([
  ['apps/v1', 'Deployment', 'spec: { replicas: 3 }'],
  ['apps/v1', 'Deployment', 'metadata: { annotations: { a: b } }'],
  ['apps/v1', 'DaemonSet', 'spec: { template: { spec: { containers: [{ name: a, resources: {} }] } } }'],
  ['apps/v1', 'StatefulSet', 'spec: { template: { spec: { containers: [{ name: a, image: b }] } } }'],
  ['batch/v1', 'Job', 'spec: { template: { spec: { containers: [{ name: a, resources: {} }] } } }'],
  ['batch/v1', 'CronJob', 'spec: { suspend: true }'],
  ['v1', 'Service', 'spec: { type: NodePort }'],
  ['v1', 'Service', 'metadata: { name: a }'],
  ['v1', 'Pod', 'spec: { containers: [{ name: a, $patch: delete }] }'],
])('%s %s with %s looks like a patch: what it lacks is not known', (apiVersion, kind, rest) => {
  const patch = object(`apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}\n`);
  expect(patch.isPatch).toBe(true);
  expect(patch.root.get('spec').get('anything').unknown).toBe(true);
});

test.each([
  ['apps/v1', 'Deployment', 'spec: { selector: {}, template: { spec: { containers: [{ name: a }] } } }'],
  ['apps/v1', 'Deployment', 'spec: { template: { metadata: { labels: {} }, spec: { containers: [{ image: a }] } } }'],
  ['batch/v1', 'Job', 'spec: { template: { spec: { containers: [{ name: a, image: b }] } } }'],
  ['v1', 'Service', 'spec: { selector: { app: a } }'],
  ['v1', 'Service', 'spec: { ports: [] }'],
  ['v1', 'Pod', 'spec: { containers: [{ name: a }] }'],
])('%s %s with %s is no patch', (apiVersion, kind, rest) => {
  const whole = object(`apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}\n`);
  expect(whole.isPatch).toBe(false);
  expect(whole.root.get('spec').get('anything').unknown).toBe(false);
});
