import { expect, test } from 'vitest';
import { fieldInManifest } from '../../../../client/webview/model/fieldPath.ts';
import { parseManifest } from '../../manifest/file.ts';
import { fieldPlace, specPath } from './fieldPlaces.ts';
import { workloadsIn } from './workloads.ts';

const pod = 'containers: [{name: a, image: b, livenessProbe: {tcpSocket: {port: 80}}}]';
const manifests: Readonly<Record<string, string>> = {
  Pod: `apiVersion: v1\nkind: Pod\nspec: {${pod}}\n`,
  Deployment: `apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {${pod}}}}\n`,
  CronJob: `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {backoffLimit: 2, template: {spec: {${pod}}}}}}\n`,
};

test.each([
  ['Pod', 'pod', 'spec.containers[0].livenessProbe', 'spec.containers[0].livenessProbe'],
  ['Deployment', 'pod', 'spec.containers[0].livenessProbe', 'spec.template.spec.containers[0].livenessProbe'],
  ['Deployment', 'workload', 'spec.replicas', 'spec.replicas'],
  [
    'CronJob',
    'pod',
    'spec.containers[0].livenessProbe',
    'spec.jobTemplate.spec.template.spec.containers[0].livenessProbe',
  ],
  ['CronJob', 'workload', 'spec.backoffLimit', 'spec.jobTemplate.spec.backoffLimit'],
] as const)(
  'in a %s, %s field %s is shown as the manifest has it, and leads to its place',
  (kind, owner, field, shown) => {
    const file = parseManifest(manifests[kind]!);
    const placed = workloadsIn(file)[0]!;
    expect(fieldInManifest(field, specPath(placed, owner))).toBe(shown);
    const { start, end } = fieldPlace(field, placed, owner);
    const name = field.slice(field.lastIndexOf('.') + 1);
    // What is not written stands at the nearest field around it.
    expect(file.text.slice(start, end)).toMatch(new RegExp(`^(${name}|spec)\\b`));
  },
);
