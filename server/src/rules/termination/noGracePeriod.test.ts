import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { noGracePeriod } from './noGracePeriod.ts';

test('0 forces every deletion', () =>
  checkRule(
    noGracePeriod,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: v1, kind: Pod, spec: { terminationGracePeriodSeconds: 0, containers: [{ ports: [{ containerPort: 80 }] }] } }
    #                                                                     ^ 💡 warning: With 0 seconds each deletion cuts off requests, and a replacement may run beside the old pod.
    - { apiVersion: v1, kind: Pod, spec: { terminationGracePeriodSeconds: 0, containers: [{ image: pause }] } }
    #                                                                     ^ 💡 hint: With…
    - { apiVersion: apps/v1, kind: DaemonSet, spec: { template: { spec: { terminationGracePeriodSeconds: 0, containers: [{ ports: [{ containerPort: 80 }] }] } } } }
    #                                                                                                    ^ 💡 hint: With…
    - { apiVersion: v1, kind: Pod, spec: { terminationGracePeriodSeconds: 1 } }
    - { apiVersion: v1, kind: Pod, spec: {} }
    - { apiVersion: v1, kind: Pod, spec: { terminationGracePeriodSeconds: {{ .Values.grace }} } }
    `,
  ));

test('left out', () =>
  checkFix(
    noGracePeriod,
    'Remove terminationGracePeriodSeconds',
    'apiVersion: v1\nkind: Pod\nspec:\n  terminationGracePeriodSeconds: 0 # now\n  containers: []\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n',
  ));
