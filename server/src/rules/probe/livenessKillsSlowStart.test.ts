import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
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
    #   ^^^^^^^^^^^^^ 💡 warning: Liveness restarts the container 11–14 s after its start, before readiness first asks (30 s).`,
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

test('a readiness probe with a long period or threshold', () =>
  checkRule(
    livenessKillsSlowStart,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { port: 80, path: /live } }
    #   ^^^^^^^^^^^^^ 💡 warning: A start that takes longer than 20–30 s never ends: liveness restarts the container. ¶ The readiness probe may fail for 1 min (0 + 6 × 10 s), but an app that does not answer yet is restarted by this liveness probe. Add a startupProbe, or let the liveness probe begin later.
        readinessProbe: { httpGet: { port: 80, path: /ready }, failureThreshold: 6 }
      - livenessProbe: { httpGet: { port: 80, path: /live } }
        readinessProbe: { httpGet: { port: 80, path: /ready }, failureThreshold: 5 }
      - livenessProbe: { httpGet: { port: 80, path: /live }, periodSeconds: 2 }
        readinessProbe: { httpGet: { port: 80, path: /ready }, failureThreshold: 3 }
    `,
  ));

test('a startup probe by the liveness probe’s own handler', () =>
  checkFix(
    livenessKillsSlowStart,
    'Add a startupProbe that grants 2 min to start',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: # restarts
          httpGet:
            port: web
            path: /live
        readinessProbe:
          httpGet: { port: web, path: /ready }
          initialDelaySeconds: 60
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: # restarts
          httpGet:
            port: web
            path: /live
        readinessProbe:
          httpGet: { port: web, path: /ready }
          initialDelaySeconds: 60
        startupProbe:
          httpGet:
            port: web
            path: /live
          periodSeconds: 5
          failureThreshold: 24
    `,
  ));
