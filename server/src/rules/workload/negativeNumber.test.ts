import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { negativeNumber } from './negativeNumber.ts';

test('timings of probes', () =>
  checkRule(
    negativeNumber,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          initialDelaySeconds: -1
          #                    ^^ 💡 error: initialDelaySeconds must not be negative, but is -1.
          periodSeconds: 0
          successThreshold: -1
        readinessProbe: { successThreshold: -1, timeoutSeconds: 0, failureThreshold: -2147483648 }
        #                                                                            ^^^^^^^^^^^ 💡 error: failureThreshold must not be negative, but is -2147483648.
        #                                   ^^ 💡 error: successThreshold must not be negative, but is -1.
        startupProbe: { timeoutSeconds: {{ .Values.timeout }} }
      initContainers:
      - livenessProbe: { periodSeconds: -1 }
    `,
  ));

test('numbers of workloads', () =>
  checkRule(
    negativeNumber,
    `
    apiVersion: batch/v1
    kind: CronJob
    spec:
      startingDeadlineSeconds: -1
      #                        ^^ 💡 error: startingDeadlineSeconds must not be negative, but is -1.
      failedJobsHistoryLimit: 0
      jobTemplate:
        spec:
          backoffLimit: -1
          #             ^^ 💡 error: backoffLimit must not be negative, but is -1.
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    spec:
      replicas: -1
      #         ^^ 💡 error: replicas must not be negative, but is -1.
      revisionHistoryLimit: -1
      ordinals: { start: -1 }
      #                  ^^ 💡 error: start must not be negative, but is -1.
    `,
  ));

test('its sign dropped', () =>
  checkFix(
    negativeNumber,
    'Set replicas to 2',
    '{ "apiVersion": "apps/v1", "kind": "Deployment", "spec": { "replicas": -2 } }',
    '{ "apiVersion": "apps/v1", "kind": "Deployment", "spec": { "replicas": 2 } }',
  ));

test('left to its default', () =>
  checkFix(
    negativeNumber,
    'Remove periodSeconds',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          periodSeconds: -3 # seconds
          timeoutSeconds: 1
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          timeoutSeconds: 1
    `,
  ));
