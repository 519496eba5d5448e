import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { probeGraceTooLong } from './probeGraceTooLong.ts';

const pod = (probe: string, more = '') => `
    apiVersion: v1
    kind: Pod
    spec:${more}
      containers:
      - livenessProbe:
          tcpSocket: { port: 80 }${probe}
    `;

test('longer than the pod’s', () =>
  checkRule(
    probeGraceTooLong,
    pod(`
          terminationGracePeriodSeconds: 31
          #                              ^^ 💡 warning: A container that this probe has given up on gets 31 s to end, though a healthy one gets 30 s when its pod is deleted. An app that ignores SIGTERM, as one that hangs often does, is down for 31 s more before it is restarted, 51 s–1 min 1 s after it stopped answering…`),
  ));

test.each([
  ['\n          terminationGracePeriodSeconds: 30', ''],
  ['\n          terminationGracePeriodSeconds: 60', '\n      terminationGracePeriodSeconds: 60'],
  ['\n          terminationGracePeriodSeconds: 60', '\n      terminationGracePeriodSeconds: {{ .Values.grace }}'],
  ['\n          terminationGracePeriodSeconds: {{ .Values.grace }}', ''],
  ['', ''],
])('silent: %s%s', (probe, more) => checkSilent(probeGraceTooLong, pod(probe, more)));

test('without it', () =>
  checkFix(
    probeGraceTooLong,
    'Remove terminationGracePeriodSeconds of the probe, which then is 30 s',
    pod('\n          terminationGracePeriodSeconds: 300 # long\n          periodSeconds: 5 # often'),
    pod('\n          periodSeconds: 5 # often'),
  ));
