import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
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
        #                                                              ^^ hint: Liveness begins 1 min after each start, however soon the app is up…
        readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 600 }
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 59 }
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 600 }
        startupProbe: { tcpSocket: { port: 80 } }
      - livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 600 }
        {{- include "startup" . | nindent 8 }}
    `,
  ));
