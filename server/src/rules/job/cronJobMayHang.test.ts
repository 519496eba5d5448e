import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { cronJobMayHang } from './cronJobMayHang.ts';

const cronJob = (policy: string, ofJob = '') => `
    apiVersion: batch/v1
    kind: CronJob
    metadata: { name: cleanup }
    spec:
      schedule: "*/5 * * * *"
      concurrencyPolicy: ${policy}
      jobTemplate:
        spec:
          ${ofJob}
          template:
            spec:
              restartPolicy: Never
              containers: [{ name: cleanup, image: "cleanup:1" }]
    `;

test('a run that hangs blocks all later ones', () =>
  checkRule(
    cronJobMayHang,
    cronJob(`Forbid
      #                  ^^^^^^ hint: With Forbid a run that hangs keeps all later runs from starting, and nothing ends it.`),
  ));

test.each([
  ['a deadline', cronJob('Forbid', 'activeDeadlineSeconds: 300')],
  ['a deadline that a template writes', cronJob('Forbid', 'activeDeadlineSeconds: {{ .Values.deadline }}')],
  ['Replace', cronJob('Replace')],
  ['Allow', cronJob('Allow')],
])('silent with %s', (_, text) => checkSilent(cronJobMayHang, text));
