import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { progressDeadlineTooShort } from './progressDeadlineTooShort.ts';

test('longer than minReadySeconds', () =>
  checkRule(
    progressDeadlineTooShort,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: apps/v1, kind: Deployment, spec: { minReadySeconds: 599 } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { minReadySeconds: 600 } }
    #                                                                   ^^^ error: progressDeadlineSeconds (600) must be more than minReadySeconds (600)…
    - { apiVersion: apps/v1, kind: Deployment, spec: { progressDeadlineSeconds: 0 } }
    #                                                                           ^ 💡 error: progressDeadlineSeconds (0) must…
    - { apiVersion: apps/v1, kind: Deployment, spec: { minReadySeconds: {{ .Values.ready }}, progressDeadlineSeconds: 1 } }
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { minReadySeconds: 600 } }
    `,
  ));

test('raised', () =>
  checkFix(
    progressDeadlineTooShort,
    'Set progressDeadlineSeconds to 660',
    '{ "apiVersion": "apps/v1", "kind": "Deployment", "spec": { "minReadySeconds": 60, "progressDeadlineSeconds": 30 } }',
    '{ "apiVersion": "apps/v1", "kind": "Deployment", "spec": { "minReadySeconds": 60, "progressDeadlineSeconds": 660 } }',
  ));
