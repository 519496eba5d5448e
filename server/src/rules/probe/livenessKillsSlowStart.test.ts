import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { livenessKillsSlowStart } from './livenessKillsSlowStart.ts';

const pod = (liveness: string, readiness: string, more = '') => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        livenessProbe: { tcpSocket: { port: 80 }, ${liveness} }${more}
        readinessProbe: { tcpSocket: { port: 80 }, ${readiness} }
    `;

test('restarted before readiness asks', () =>
  checkRule(
    livenessKillsSlowStart,
    pod(
      'initialDelaySeconds: 5, periodSeconds: 3',
      'initialDelaySeconds: 30',
      `
    #   ^^^^^^^^^^^^^ warning: The readiness probe waits 30 s before it asks for the first time, but an app that does not answer yet is restarted by this liveness probe 11–14 s after its start, so it may never become ready…`,
    ),
  ));

test.each([
  ['initialDelaySeconds: 5, periodSeconds: 3', 'initialDelaySeconds: 13', ''],
  ['initialDelaySeconds: 5, periodSeconds: 3', 'periodSeconds: 3', ''],
  ['periodSeconds: 3', 'initialDelaySeconds: 30', '\n        startupProbe: { tcpSocket: { port: 80 } }'],
  ['periodSeconds: {{ .Values.period }}', 'initialDelaySeconds: 300', ''],
])('silent: liveness %s, readiness %s%s', (liveness, readiness, more) =>
  checkSilent(livenessKillsSlowStart, pod(liveness, readiness, more)),
);

test('silent where liveness asks something else: a command, another port', () =>
  checkSilent(
    livenessKillsSlowStart,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { exec: { command: [pgrep, app] } }
        readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 120 }
      - livenessProbe: { httpGet: { port: 9000, path: /live } }
        readinessProbe: { httpGet: { port: 80, path: /ready }, initialDelaySeconds: 120 }
    `,
  ));
