import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { delayInsteadOfStartupProbe } from './delayInsteadOfStartupProbe.ts';

test('from a minute on', () =>
  checkRule(
    delayInsteadOfStartupProbe,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 60 }
        #                                                              ^^ 💡 hint: No liveness attempt runs for 1 min after each start: a hang in that time goes unnoticed.
        readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 600 }
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 59 }
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 600 }
        startupProbe: { tcpSocket: { port: 80 } }
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 600 }
        {{- include "startup" . | nindent 8 }}
    `,
  ));

test('a startup probe that grants as much', () =>
  checkFix(
    delayInsteadOfStartupProbe,
    'Use a startupProbe that grants 2 min 30 s to start instead of the delay',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          tcpSocket: { port: 80 } # the app
          initialDelaySeconds: 120 # slow
        name: app
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          tcpSocket: { port: 80 } # the app
        name: app
        startupProbe:
          tcpSocket:
            port: 80
          periodSeconds: 5
          failureThreshold: 30
    `,
  ));
