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
          #                              ^^ 💡 warning: If this probe fails and the app ignores SIGTERM, as a hanging app often does, it is down 31 s longer. ¶ A healthy container gets 30 s to end when its pod is deleted. This one is restarted 51 s–1 min 1 s after it stopped answering. The field is meant to be shorter than that: remove it, or set less than 30.`),
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
