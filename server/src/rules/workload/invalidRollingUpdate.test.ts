import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidRollingUpdate } from './invalidRollingUpdate.ts';

test('types and amounts', () =>
  checkRule(
    invalidRollingUpdate,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { type: recreate } } }
    #                                                                    ^^^^^^^^ 💡 error: "recreate" is no strategy of a Deployment; there are RollingUpdate and Recreate.
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { type: Recreate, rollingUpdate: {} } } }
    #                                                                              ^^^^^^^^^^^^^ 💡 error: rollingUpdate means nothing with type Recreate…
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } } } }
    #                                                                                                            ^^ 💡 error: maxUnavailable and maxSurge are both 0…
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: "1", maxUnavailable: 101% } } } }
    #                                                                                         ^^^ 💡 error: maxSurge must be a whole number…
    #                                                                                                              ^^^^ error: maxUnavailable is 101%, but there are no more than 100 % of the pods.
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: 200% } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: {{ .Values.surge }}, maxUnavailable: 0 } } } }
    - { apiVersion: apps/v1, kind: DaemonSet, spec: { updateStrategy: { rollingUpdate: { maxSurge: 1 } } } }
    #                                                                                              ^ 💡 error: A DaemonSet takes either maxSurge or maxUnavailable…
    - { apiVersion: apps/v1, kind: DaemonSet, spec: { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } }
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { updateStrategy: { rollingUpdate: { partition: -1 } } } }
    #                                                                                                 ^^ error: partition is -1, but must not be negative.
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { updateStrategy: { type: OnDelete } } }
    `,
  ));

const deployment = (strategy: string) => `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      strategy:
        ${strategy}
      replicas: 2
    `;
test.each([
  ['Use Recreate', 'type: recreate # all at once', 'type: Recreate # all at once'],
  [
    'Set maxSurge to 1',
    'rollingUpdate: { maxSurge: 0, maxUnavailable: 0 }',
    'rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }',
  ],
  ['Use 1', 'rollingUpdate: { maxSurge: "1" }', 'rollingUpdate: { maxSurge: 1 }'],
  ['Remove rollingUpdate', 'type: Recreate\n        rollingUpdate:\n          maxSurge: 1', 'type: Recreate'],
])('%s', (title, before, after) => checkFix(invalidRollingUpdate, title, deployment(before), deployment(after)));
