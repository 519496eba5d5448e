import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { startupWindowTooShort } from './startupWindowTooShort.ts';

const pod = (startup: string, liveness: string, mark = '') => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        startupProbe: { tcpSocket: { port: 80 }, ${startup} }${mark}
        livenessProbe: { ${liveness} }
    `;

test('shorter than a delay of old', () =>
  checkRule(
    startupWindowTooShort,
    pod(
      'periodSeconds: 2, failureThreshold: 5',
      'httpGet: { port: 80 }, initialDelaySeconds: 60',
      `
    #   ^^^^^^^^^^^^ 💡 warning: This startup probe restarts the container 8–10 s after its start, before the liveness probe begins (1 min).`,
    ),
  ));

test('shorter than liveness alone', () =>
  checkRule(
    startupWindowTooShort,
    pod(
      'periodSeconds: 5',
      'tcpSocket: { port: 80 }, periodSeconds: 10',
      `
    #   ^^^^^^^^^^^^ 💡 warning: This startup probe restarts the container after 10–15 s; liveness alone would wait 30 s.`,
    ),
  ));

test.each([
  ['failureThreshold: 30', 'httpGet: { port: 80 }, initialDelaySeconds: 60'],
  ['failureThreshold: 30', 'tcpSocket: { port: 80 }'],
  ['periodSeconds: 5', 'httpGet: { port: 80 }'],
  ['periodSeconds: 1, failureThreshold: 30', 'tcpSocket: { port: 80 }, periodSeconds: 20'],
  ['failureThreshold: {{ .Values.threshold }}', 'tcpSocket: { port: 80 }, initialDelaySeconds: 600'],
])('silent: startup %s, liveness %s', (startup, liveness) =>
  checkSilent(startupWindowTooShort, pod(startup, liveness)),
);

test('mild where the number of attempts was thought of', () =>
  checkRule(
    startupWindowTooShort,
    pod(
      'periodSeconds: 1, failureThreshold: 20',
      'tcpSocket: { port: 80 }, periodSeconds: 20',
      `
    #   ^^^^^^^^^^^^ 💡 hint: This startup probe restarts the container after 19–20 s; liveness alone would wait 1 min.`,
    ),
  ));

test.each([
  ['periodSeconds: 5', 'tcpSocket: { port: 80 }, periodSeconds: 10', 7, 'periodSeconds: 5, failureThreshold: 7'],
  [
    'failureThreshold: 2, periodSeconds: 5',
    'httpGet: { port: 80 }, initialDelaySeconds: 60',
    14,
    'failureThreshold: 14, periodSeconds: 5',
  ],
])('attempts enough: startup %s, liveness %s', (startup, liveness, threshold, after) =>
  checkFix(
    startupWindowTooShort,
    `Set failureThreshold of the startup probe to ${threshold}`,
    pod(startup, liveness),
    pod(after, liveness),
  ),
);
