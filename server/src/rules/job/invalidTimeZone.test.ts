import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidTimeZone } from './invalidTimeZone.ts';

test('names of the database', () =>
  checkRule(
    invalidTimeZone,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: batch/v1, kind: CronJob, spec: { timeZone: Asia/Shanghai } }
    - { apiVersion: batch/v1, kind: CronJob, spec: { timeZone: asia/shanghai } }
    #                                                          ^^^^^^^^^^^^^ 💡 error: "asia/shanghai" is not the name of a time zone…
    - { apiVersion: batch/v1, kind: CronJob, spec: { timeZone: Local } }
    #                                                          ^^^^^ error: "Local" is…
    - { apiVersion: batch/v1, kind: CronJob, spec: { timeZone: null } }
    - { apiVersion: batch/v1, kind: CronJob, spec: { timeZone: {{ .Values.zone }} } }
    `,
  ));

test('its case corrected', () =>
  checkFix(
    invalidTimeZone,
    'Use Asia/Shanghai',
    '{"apiVersion":"batch/v1","kind":"CronJob","spec":{"timeZone":"asia/shanghai"}}',
    '{"apiVersion":"batch/v1","kind":"CronJob","spec":{"timeZone":"Asia/Shanghai"}}',
  ));
