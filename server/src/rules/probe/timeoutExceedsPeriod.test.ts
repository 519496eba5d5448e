import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { timeoutExceedsPeriod } from './timeoutExceedsPeriod.ts';

test('compared by effective values', () =>
  checkRule(
    timeoutExceedsPeriod,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, timeoutSeconds: 10 }
        #                                                                           ^^ 💡 hint: An attempt may take 10 s, but the next is due after 5 s. Attempts never overlap: while the app hangs the probe runs every 10 s instead, and acts 30–35 s after the hang begins. If that is soon enough, nothing is wrong; else set timeoutSeconds to 5 or less.
        readinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 11 }
        #                                                          ^^ 💡 hint: An attempt may take 11 s, but the next is due after 10 s…
        startupProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 2, periodSeconds: 1 }
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1 }
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, timeoutSeconds: 5 }
        startupProbe: { tcpSocket: { port: 80 }, periodSeconds: {{ .Values.period }}, timeoutSeconds: 50 }
    `,
  ));

test('a warning only where the hang goes unnoticed for more than a minute, and twice as long as meant', () =>
  checkRule(
    timeoutExceedsPeriod,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, timeoutSeconds: 30 }
        #                                                                           ^^ 💡 warning: An attempt may take 30 s, but the next is due after 5 s. Attempts never overlap, so while the app hangs the probe runs every 30 s, and acts 1 min 30 s–1 min 35 s after the hang begins instead of about 15 s. Set timeoutSeconds to 5 or less.
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1, timeoutSeconds: 19 }
        #                                                                            ^^ 💡 hint: An attempt may take 19 s…
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8 }
        #                                                                            ^^ 💡 hint: An attempt may take 15 s, but the next is due after 10 s. Attempts never overlap: while the app hangs the probe runs every 15 s instead, and acts 2 min–2 min 10 s…
        startupProbe: { tcpSocket: { port: 80 } }
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10, timeoutSeconds: 30, failureThreshold: 10 }
        #                                                                            ^^ 💡 hint: An attempt may take 30 s…
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1, timeoutSeconds: 20 }
        #                                                                            ^^ 💡 warning: An attempt may take 20 s…
    `,
  ));

const pod = (probe: string) =>
  `{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"livenessProbe":{"tcpSocket":{"port":80},${probe}}}]}}`;
test.each([
  ['Set timeoutSeconds to 5', '"periodSeconds":5,"timeoutSeconds":5'],
  ['Set periodSeconds to 10', '"periodSeconds":10,"timeoutSeconds":10'],
])('%s', (title, after) =>
  checkFix(timeoutExceedsPeriod, title, pod('"periodSeconds":5,"timeoutSeconds":10'), pod(after)),
);
