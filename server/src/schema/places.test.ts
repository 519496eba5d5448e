import { expect, test } from 'vitest';
import { formatFieldPath, parseFieldPath } from '../base/fieldPath.ts';
import { placesOf } from './places.ts';

function nearest(apiVersion: string, kind: string, from: string, count = 1): string[] {
  const path = parseFieldPath(from);
  return placesOf(String(path.at(-1)), apiVersion, kind, path)
    .slice(0, count)
    .map((place) => formatFieldPath(place.path));
}

const pod = 'spec.template.spec';

test.each([
  // The seed's mistakes.
  [
    'v1',
    'Pod',
    'spec.containers[1].livenessProbe.exec.initialDelaySeconds',
    'spec.containers[1].livenessProbe.initialDelaySeconds',
  ],
  [
    'v1',
    'Pod',
    'spec.containers[0].readinessProbe.httpGet.periodSeconds',
    'spec.containers[0].readinessProbe.periodSeconds',
  ],
  ['v1', 'Service', 'type', 'spec.type'],
  ['v1', 'Service', 'selector', 'spec.selector'],
  ['v1', 'Service', 'protocol', 'spec.ports[*].protocol'],
  // Up, down and across.
  ['apps/v1', 'Deployment', `${pod}.imagePullPolicy`, `${pod}.containers[*].imagePullPolicy`],
  ['apps/v1', 'Deployment', 'spec.restartPolicy', `${pod}.restartPolicy`],
  ['apps/v1', 'Deployment', 'spec.template.restartPolicy', `${pod}.restartPolicy`],
  ['apps/v1', 'Deployment', `${pod}.ports`, `${pod}.containers[*].ports`],
  ['apps/v1', 'Deployment', `${pod}.containers[2].periodSeconds`, `${pod}.containers[2].livenessProbe.periodSeconds`],
  ['apps/v1', 'Deployment', `${pod}.containers[2].dnsPolicy`, `${pod}.dnsPolicy`],
  ['apps/v1', 'Deployment', 'spec.template.containers', `${pod}.containers`],
  ['batch/v1', 'CronJob', 'spec.backoffLimit', 'spec.jobTemplate.spec.backoffLimit'],
])('%s %s: %s belongs to %s', (apiVersion, kind, from, to) => {
  expect(nearest(apiVersion, kind, from)).toEqual([to]);
});

test('a name with several near places lists them all, nearest first', () => {
  expect(nearest('v1', 'Pod', 'spec.containers[0].periodSeconds', 4)).toEqual([
    'spec.containers[0].livenessProbe.periodSeconds',
    'spec.containers[0].readinessProbe.periodSeconds',
    'spec.containers[0].startupProbe.periodSeconds',
    'spec.initContainers[*].livenessProbe.periodSeconds',
  ]);
});

test.each([
  ['noSuchField', 'v1', 'Pod'],
  ['image', 'example.com/v1', 'Thing'],
  ['observedGeneration', 'v1', 'Pod'],
])('%s has no place in %s %s', (name, apiVersion, kind) => {
  expect(placesOf(name, apiVersion, kind)).toEqual([]);
});

test('a definition that contains itself ends', () => {
  const places = placesOf('x-kubernetes-list-type', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  expect(places.map((place) => formatFieldPath(place.path))).toEqual([
    'spec.versions[*].schema.openAPIV3Schema.x-kubernetes-list-type',
  ]);
});
