import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { successThresholdMustBeOne } from './successThresholdMustBeOne.ts';

test('liveness and startup probes take no successThreshold but 1', () =>
  checkRule(
    successThresholdMustBeOne,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        livenessProbe:
          successThreshold: 2
          #                 ^ 💡 error: successThreshold of a liveness probe must be 1: one success counts at once.
        startupProbe: { successThreshold: 3 }
        #                                 ^ 💡 error: successThreshold of a startup probe must be 1: one success counts at once.
        readinessProbe:
          successThreshold: 3
    `,
  ));

test('0 means the default, which is 1; templates are unknown', () =>
  checkRule(
    successThresholdMustBeOne,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - livenessProbe: { successThreshold: 0 }
          - livenessProbe: { successThreshold: 1 }
          - livenessProbe:
              successThreshold: {{ .Values.threshold }}
    `,
  ));

test('the fix keeps comments', () =>
  checkFix(
    successThresholdMustBeOne,
    'Set successThreshold to 1',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          successThreshold: 2 # twice
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          successThreshold: 1 # twice
    `,
  ));
