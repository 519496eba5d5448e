import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidCronSchedule } from './invalidCronSchedule.ts';

test('schedules', () =>
  checkRule(
    invalidCronSchedule,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: batch/v1, kind: CronJob, spec: { schedule: "0 3 * * 7" } }
    #                                                          ^^^^^^^^^^^ error: "0 3 * * 7" is not a valid schedule. The day of week must be from 0 to 6, not "7".
    - { apiVersion: batch/v1, kind: CronJob, spec: { schedule: "" } }
    #                                                          ^^ error: A CronJob needs a schedule, e.g. "0 3 * * *" for each night at three.
    - { apiVersion: batch/v1, kind: CronJob, spec: { schedule: "*/5 * * * *" } }
    - { apiVersion: batch/v1, kind: CronJob, spec: { schedule: {{ .Values.schedule | quote }} } }
    - { apiVersion: batch/v1, kind: CronJob, spec: { suspend: true } }
    - { apiVersion: batch/v1, kind: CronJob, spec: { jobTemplate: { spec: { template: { spec: { restartPolicy: Never } } } } } }
    #                                        ^^^^ error: A CronJob needs…
    `,
    { mayBePatch: true },
  ));

test('a descriptor that is nearly right', () =>
  checkFix(
    invalidCronSchedule,
    'Use @hourly',
    `
    apiVersion: batch/v1
    kind: CronJob
    spec:
      schedule: "@hourli" # often
    `,
    `
    apiVersion: batch/v1
    kind: CronJob
    spec:
      schedule: "@hourly" # often
    `,
  ));
