import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { missingContainers } from './missingContainers.ts';

test('none at all', () =>
  checkRule(
    missingContainers,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers: []
    # ^^^^^^^^^^ error: A pod needs at least one container with name and image.
    ---
    apiVersion: apps/v1
    kind: Deployment
    spec:
      selector: {}
      template:
        spec:
    #   ^^^^ error: A pod needs at least one container with name and image.
          restartPolicy: Always
    `,
  ));

test.each([
  'containers: [{ name: a }]',
  'containers:\n  {{- toYaml .Values.containers | nindent 2 }}',
  '{{- include "pod" . }}',
])('some: %s', (spec) => checkSilent(missingContainers, `apiVersion: v1\nkind: Pod\nspec:\n  ${spec}\n`));

test('a patch has none', () =>
  checkSilent(
    missingContainers,
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n',
    { mayBePatch: true },
  ));

test('something else in the place of the pod is said to have the wrong type, and no more', () =>
  checkSilent(
    missingContainers,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec: { selector: {}, template: { spec: Always } }
    ---
    apiVersion: v1
    kind: Pod
    spec: [a]
    `,
  ));
