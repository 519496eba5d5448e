import { expect, test } from 'vitest';
import { isBuiltInGroup, meantApiVersion } from './apiVersions.ts';

test.each([
  // Kubernetes' own kinds under a wrong group or version of Kubernetes' own.
  ['v1', 'Deployment', 'apps/v1'],
  ['v1', 'Job', 'batch/v1'],
  ['apps/v1', 'Pod', 'v1'],
  ['apps/v1', 'Service', 'v1'],
  ['batch/v1', 'StatefulSet', 'apps/v1'],
  ['extensions/v1', 'Deployment', 'apps/v1'],
  ['apps/v2', 'Deployment', 'apps/v1'],
  ['v1', 'PodDisruptionBudget', 'policy/v1'],
  ['networking.k8s.io/v1', 'Secret', 'v1'],
  // A group without a dot is nobody's.
  ['core/v1', 'Pod', 'v1'],
  ['app/v1', 'Deployment', 'apps/v1'],
  // What is right, or was right once, whose fields differed.
  ['apps/v1', 'Deployment', 'apps/v1'],
  ['extensions/v1beta1', 'Deployment', 'extensions/v1beta1'],
  ['networking.k8s.io/v1beta1', 'Ingress', 'networking.k8s.io/v1beta1'],
  // Custom resources of the same name, and kinds that Kubernetes does not have.
  ['serving.knative.dev/v1', 'Service', 'serving.knative.dev/v1'],
  ['batch.volcano.sh/v1alpha1', 'Job', 'batch.volcano.sh/v1alpha1'],
  ['v1', 'Rollout', 'v1'],
])('%s %s is meant to be of %s', (apiVersion, kind, meant) => {
  expect(meantApiVersion(apiVersion, kind)).toBe(meant);
});

test('groups of Kubernetes', () => {
  expect(['', 'apps', 'extensions', 'networking.k8s.io'].every(isBuiltInGroup)).toBe(true);
  expect(['example.com', 'toString', 'app'].some(isBuiltInGroup)).toBe(false);
});
