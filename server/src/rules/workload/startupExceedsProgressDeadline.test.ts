import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { startupExceedsProgressDeadline } from './startupExceedsProgressDeadline.ts';

const deployment = (startup: string, deadline = '', mark = '') => `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - name: app
            startupProbe: { tcpSocket: { port: 80 }, ${startup} }${mark}
      replicas: 1${deadline}
    `;

test('starts longer than the rollout waits', () =>
  checkRule(
    startupExceedsProgressDeadline,
    deployment(
      'failureThreshold: 62',
      '',
      `
    #       ^^^^^^^^^^^^ 💡 warning: A start may take 10 min 10 s, but the rollout counts as failed after 10 min without progress.`,
    ),
  ));

test.each([
  ['failureThreshold: 61', ''],
  ['failureThreshold: 62', '\n      progressDeadlineSeconds: 610'],
  ['failureThreshold: {{ .Values.threshold }}', ''],
])('silent: %s%s', (startup, deadline) => checkSilent(startupExceedsProgressDeadline, deployment(startup, deadline)));

test('raised', () =>
  checkFix(
    startupExceedsProgressDeadline,
    'Set progressDeadlineSeconds to 720',
    deployment('failureThreshold: 62'),
    deployment('failureThreshold: 62', '\n      progressDeadlineSeconds: 720'),
  ));

test('a readiness probe that begins too late for any rollout', () =>
  checkRule(
    startupExceedsProgressDeadline,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      progressDeadlineSeconds: 60
      minReadySeconds: 10
      template:
        spec:
          containers:
          - name: app
            readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 55 }
    #       ^^^^^^^^^^^^^^ 💡 warning: Each rollout counts as failed after 1 min: readiness is first asked 55 s after the start.
          - name: sooner
            readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 50 }
    `,
  ));
