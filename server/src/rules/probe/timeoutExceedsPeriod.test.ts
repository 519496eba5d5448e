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
        #                                                                           ^^ 💡 hint: The timeout (10 s) is longer than the period (5 s): this probe acts 30–35 s after a hang begins. ¶ Attempts never overlap: while the app hangs, one runs every 10 s. If that is soon enough, nothing is wrong; else set timeoutSeconds to 5 or less.
        readinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 11 }
        #                                                          ^^ 💡 hint: The timeout (11 s) is longer than the period (10 s): this probe acts 33–43 s after a hang begins.
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
        #                                                                           ^^ 💡 warning: This probe acts 1 min 30 s–1 min 35 s after a hang begins instead of about 15 s: the timeout is longer than the period. ¶ Attempts never overlap: while the app hangs, one runs every 30 s, not every 5 s. Set timeoutSeconds to 5 or less.
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1, timeoutSeconds: 19 }
        #                                                                            ^^ 💡 hint: The timeout (19 s) is longer than the period (1 s): this probe acts 57–58 s after a hang begins.
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8 }
        #                                                                            ^^ 💡 hint: The timeout (15 s) is longer than the period (10 s): this probe acts 2 min–2 min 10 s after a hang begins.
        startupProbe: { tcpSocket: { port: 80 } }
      - livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10, timeoutSeconds: 30, failureThreshold: 10 }
        #                                                                            ^^ 💡 hint: The timeout (30 s) is longer than the period (10 s): this probe acts 5 min–5 min 10 s after a hang begins.
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1, timeoutSeconds: 20 }
        #                                                                            ^^ 💡 warning: This probe acts 1 min–1 min 1 s after a hang begins instead of about 3 s: the timeout is longer than the period. ¶ Attempts never overlap: while the app hangs, one runs every 20 s, not every 1 s. Set timeoutSeconds to 1 or less.
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
