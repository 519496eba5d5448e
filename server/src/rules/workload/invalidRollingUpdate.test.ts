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
    #                                                                    ^^^^^^^^ 💡 error: type must be RollingUpdate or Recreate for a Deployment, not "recreate".
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { type: Recreate, rollingUpdate: {} } } }
    #                                                                              ^^^^^^^^^^^^^ 💡 error: rollingUpdate is allowed only with type RollingUpdate, not with Recreate.
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } } } }
    #                                                                                                            ^^ 💡 error: maxUnavailable and maxSurge must not both be 0: the update could neither add a pod nor remove one.
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: "1", maxUnavailable: 101% } } } }
    #                                                                                         ^^^ 💡 error: maxSurge must be a whole number…
    #                                                                                                              ^^^^ error: maxUnavailable must be at most 100 %, not 101%.
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: 200% } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxSurge: {{ .Values.surge }}, maxUnavailable: 0 } } } }
    - { apiVersion: apps/v1, kind: DaemonSet, spec: { updateStrategy: { rollingUpdate: { maxSurge: 1 } } } }
    #                                                                                              ^ 💡 error: A DaemonSet must have either maxSurge or maxUnavailable; one of them must be 0.
    - { apiVersion: apps/v1, kind: DaemonSet, spec: { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } }
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { updateStrategy: { rollingUpdate: { partition: -1 } } } }
    #                                                                                                 ^^ error: partition must not be negative, but is -1.
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
