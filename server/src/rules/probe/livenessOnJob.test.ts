import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { livenessOnJob } from './livenessOnJob.ts';

const job = (policy: string, probe: string) => `
    apiVersion: batch/v1
    kind: Job
    spec:
      template:
        spec:
          restartPolicy: ${policy}
          containers:
          - name: work${probe}
    `;

test('busy is taken for dead', () => {
  checkRule(
    livenessOnJob,
    job(
      'Never',
      `
            livenessProbe: { tcpSocket: { port: 80 } }
    #       ^^^^^^^^^^^^^ 💡 warning: Work that is only busy is stopped 20–30 s after it stops answering, and starts over in a new pod. ¶ Its pod has failed then, which counts against backoffLimit (6). Give it longer, or remove the probe and limit the work by activeDeadlineSeconds.`,
    ),
  );
  checkRule(
    livenessOnJob,
    job(
      'OnFailure',
      `
            livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 6 }
    #       ^^^^^^^^^^^^^ 💡 warning: Work that is only busy is restarted from its beginning 25–30 s after it stops answering.`,
    ),
  );
});

test('in the Jobs of a CronJob', () =>
  checkRule(
    livenessOnJob,
    `
    apiVersion: batch/v1
    kind: CronJob
    spec:
      jobTemplate:
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
              - livenessProbe: { exec: { command: [alive] } }
    #           ^^^^^^^^^^^^^ 💡 warning: Work that is only busy is stopped 20–30 s after it stops answering, and starts over in a new pod.
    `,
  ));

test('mild where it may be silent for longer than by the defaults', () =>
  checkRule(
    livenessOnJob,
    job(
      'OnFailure',
      `
            livenessProbe: { tcpSocket: { port: 80 }, failureThreshold: 4 }
    #       ^^^^^^^^^^^^^ 💡 hint: Work that is only busy is restarted from its beginning 30–40 s after it stops answering.`,
    ),
  ));

test.each([
  job('Never', '\n            readinessProbe: { tcpSocket: { port: 80 } }'),
  job('Never', '\n            livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: {{ .Values.period }} }'),
  job('{{ .Values.policy }}', '\n            livenessProbe: { tcpSocket: { port: 80 } }'),
  job('OnFailure', '').replace(
    'containers:',
    'initContainers:\n          - { name: s, restartPolicy: Always, livenessProbe: { tcpSocket: { port: 80 } } }\n          containers:',
  ),
])('silent: %s', (text) => checkSilent(livenessOnJob, text));

test('without it', () =>
  checkFix(
    livenessOnJob,
    'Remove the livenessProbe',
    job('Never', '\n            livenessProbe: { tcpSocket: { port: 80 } }\n            image: a:1'),
    job('Never', '\n            image: a:1'),
  ));
