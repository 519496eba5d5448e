import { describe, expect, test } from 'vitest';
import { parseFieldPath } from '../base/fieldPath.ts';
import { groupOf, isBuiltInGroup } from '../kubernetes/apiVersions.ts';
import {
  allKinds,
  definitionAt,
  definitionOf,
  fieldAt,
  fieldsOf,
  kindOf,
  nearestRelease,
  newestRelease,
  oldestRelease,
  releases,
} from './catalog.ts';
import type { FieldType } from './fieldType.ts';
import { compareReleases } from './release.ts';

test('every group of the catalog is built in', () => {
  const groups = allKinds().map(({ apiVersion }) => groupOf(apiVersion));
  expect(groups.filter((group) => !isBuiltInGroup(group))).toEqual([]);
});

test('the releases are consecutive, oldest first', () => {
  expect(releases).toEqual([...releases].sort(compareReleases));
  expect(oldestRelease).toBe('1.28');
  expect(newestRelease).toBe(releases.at(-1));
  const minors = releases.map((release) => Number(release.split('.')[1]));
  expect(minors.at(-1)! - minors[0]!).toBe(releases.length - 1);
});

test.each([
  ['1.30', '1.30'],
  ['v1.30', '1.30'],
  ['1.30.4', '1.30'],
  ['v1.31.2-gke.1000', '1.31'],
  ['1.9', oldestRelease],
  ['1.99', newestRelease],
  [' 1.30 ', '1.30'],
  ['latest', undefined],
  ['', undefined],
  ['1', undefined],
])('nearest covered release of %j: %s', (text, release) => {
  expect(nearestRelease(text)).toBe(release);
});

describe('kinds', () => {
  test.each([
    ['v1', 'Pod', 'core.v1.Pod'],
    ['apps/v1', 'Deployment', 'apps.v1.Deployment'],
    ['batch/v1', 'CronJob', 'batch.v1.CronJob'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'apiextensions.v1.CustomResourceDefinition'],
    ['apps/v1beta1', 'Deployment', undefined],
    ['v1', 'toString', undefined],
    ['v1', 'DeleteOptions', undefined],
  ])('%s %s is %s', (apiVersion, kind, definition) => {
    expect(definitionOf(apiVersion, kind)).toBe(definition);
  });

  test('say when they came and went', () => {
    expect(kindOf('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toMatchObject({ until: '1.31' });
    expect(kindOf('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema')).toMatchObject({ since: '1.29' });
  });

  test('each has a definition with fields', () => {
    for (const { definition } of allKinds()) expect(fieldsOf(definition)).not.toEqual([]);
  });
});

/** A type as the schema file writes it. */
function text(type: FieldType): string {
  switch (type.shape) {
    case 'scalar':
      return type.scalar;
    case 'object':
      return type.definition;
    case 'list':
      return `[]${text(type.items)}`;
    case 'map':
      return `{}${text(type.values)}`;
  }
}

describe('fields', () => {
  const container = 'spec.template.spec.containers[0]';
  test.each([
    ['spec.replicas', 'int32'],
    ['spec.template', 'core.v1.PodTemplateSpec'],
    ['spec.template.spec.containers', '[]core.v1.Container'],
    [container, 'core.v1.Container'],
    [`${container}.livenessProbe`, 'core.v1.Probe'],
    [`${container}.livenessProbe.httpGet.port`, 'intOrString'],
    [`${container}.command`, '[]string'],
    [`${container}.command[3]`, 'string'],
    [`${container}.resources.limits`, '{}quantity'],
    [`${container}.resources.limits.cpu`, 'quantity'],
    ['metadata.labels[a/b]', 'string'],
    ['metadata.creationTimestamp', 'time'],
    ['metadata.managedFields[0].fieldsV1', 'any'],
    // Places that don't exist.
    ['spec.nothing', undefined],
    ['spec[0]', undefined],
    ['spec.replicas.x', undefined],
    ['spec.template.spec.containers.name', undefined],
    [`${container}[0]`, undefined],
    ['constructor', undefined],
    ['metadata.managedFields[0].fieldsV1.x', undefined],
  ])('%s of a deployment is %s', (path, type) => {
    const field = fieldAt('apps/v1', 'Deployment', parseFieldPath(path));
    expect(field && text(field.type)).toBe(type);
  });

  test('carry enumerations, list keys and what is required', () => {
    const at = (path: string) => fieldAt('v1', 'Pod', parseFieldPath(path));
    expect(at('spec.restartPolicy')).toMatchObject({ enum: ['Always', 'Never', 'OnFailure'], required: false });
    expect(at('spec.containers')).toMatchObject({ keys: ['name'], required: true, enforced: true });
    expect(at('spec.containers[0].ports')).toMatchObject({ keys: ['containerPort', 'protocol'] });
    expect(at('spec.containers[0].image')).toMatchObject({ required: false, enforced: true });
    expect(at('spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value')).toMatchObject({
      required: true,
      enforced: false,
    });
    expect(at('spec.containers[0]')).toMatchObject({ required: false, enforced: false });
  });

  test('an entry of a list has the enumeration of the list', () => {
    const modes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
    expect(fieldAt('v1', 'PersistentVolume', ['spec', 'accessModes', 0])).toMatchObject({ enum: modes });
  });

  test('say when they came and went, for each release that is asked for', () => {
    const rules = ['spec', 'containers', 0, 'restartPolicyRules'];
    expect(fieldAt('v1', 'Pod', rules)).toMatchObject({ since: '1.34' });
    expect(fieldAt('v1', 'Pod', rules, '1.28')).toMatchObject({ since: '1.34' });
    expect(fieldAt('v1', 'Pod', ['spec', 'workloadRef'])).toMatchObject({ since: '1.35', until: '1.35' });
    expect(fieldAt('v1', 'Pod', ['spec', 'restartPolicy'])).not.toHaveProperty('since');
  });

  test('differ between releases', () => {
    const claim = ['spec', 'resources'];
    const type = (release: string) => text(fieldAt('v1', 'PersistentVolumeClaim', claim, release)!.type);
    expect(type('1.28')).toBe('core.v1.ResourceRequirements');
    expect(type('1.29')).toBe('core.v1.VolumeResourceRequirements');
    const required = (release: string) => fieldAt('apps/v1', 'StatefulSet', ['spec', 'serviceName'], release)?.required;
    expect(required('1.28')).toBe(true);
    expect(required(newestRelease)).toBe(false);
  });
});

test.each([
  ['', 'core.v1.Pod'],
  ['spec.containers[0].livenessProbe', 'core.v1.Probe'],
  ['spec.containers', undefined],
  ['spec.nodeName', undefined],
])('the object at %j of a pod is a %s', (path, definition) => {
  expect(definitionAt('v1', 'Pod', parseFieldPath(path))).toBe(definition);
});
