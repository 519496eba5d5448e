import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidSelector } from './invalidSelector.ts';

test('missing and empty', () =>
  checkRule(
    invalidSelector,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
    #<-- 💡 error: A Deployment needs spec.selector: it finds its pods by it. It must match the labels of the template.
      template: { metadata: { labels: { app: a } }, spec: { containers: [{ image: a }] } }
    ---
    apiVersion: apps/v1
    kind: DaemonSet
    spec:
      selector: { matchLabels: {} }
    # ^^^^^^^^ error: The selector of a DaemonSet must not be empty: it would match every pod. Name the labels of the template.
    ---
    apiVersion: batch/v1
    kind: Job
    spec:
    #<-- error: A Job needs spec.selector: it finds its pods by it. It must match the labels of the template.
      manualSelector: true
      template: { spec: { containers: [{ image: a }] } }
    `,
  ));

test('parts that are not valid', () =>
  checkRule(
    invalidSelector,
    `
    apiVersion: apps/v1
    kind: StatefulSet
    spec:
      selector:
    # ^^^^^^^^ error: This selector can’t be evaluated, because a part of it is not valid.
        matchLabels: { app: -a }
        #                   ^^ error: Label "app" of the selector is not valid: must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
        matchExpressions:
        - { key: app, operator: in, values: [a] }
        #                       ^^ 💡 error: operator must be one of In, NotIn, Exists or DoesNotExist.
        - { key: app, operator: Exists, values: [a] }
        #                               ^^^^^^ error: values must be left out with Exists.
        - { key: app, operator: NotIn }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: values must not be empty with NotIn.
    `,
  ));

test.each([
  'selector: { matchLabels: { app: a } }',
  'selector: { matchLabels: { app: {{ .Release.Name }} } }',
  'selector:\n    {{- include "selector" . | nindent 4 }}',
  '{{- include "spec" . }}',
])('silent: %s', (selector) =>
  checkSilent(
    invalidSelector,
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  ${selector}\n  template: { spec: { containers: [{ image: a }] } }\n`,
  ),
);

test('a patch and a ReplicationController need none', () =>
  checkSilent(
    invalidSelector,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec: { replicas: 2 }
    ---
    apiVersion: v1
    kind: ReplicationController
    spec: { template: { metadata: { labels: { app: a } }, spec: { containers: [{ image: a }] } } }
    `,
    { mayBePatch: true },
  ));

test('selects the labels of the template', () =>
  checkFix(
    invalidSelector,
    'Select the labels of the template',
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      replicas: 1
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
          - image: a
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      replicas: 1
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
          - image: a
      selector:
        matchLabels:
          app: web
    `,
  ));

test('a null that is written out makes room', () =>
  checkFix(
    invalidSelector,
    'Select the labels of the template',
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      selector: null # to do
      template:
        metadata: { labels: { app: web } }
        spec: { containers: [{ image: a }] }
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      selector: # to do
        matchLabels:
          app: web
      template:
        metadata: { labels: { app: web } }
        spec: { containers: [{ image: a }] }
    `,
  ));
