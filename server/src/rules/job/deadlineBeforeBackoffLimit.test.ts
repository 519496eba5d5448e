import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { deadlineBeforeBackoffLimit } from './deadlineBeforeBackoffLimit.ts';

const job = (limit: string, deadline: string, policy = 'Never', mark = '') => `
    apiVersion: batch/v1
    kind: Job
    spec:
      backoffLimit: ${limit}
      activeDeadlineSeconds: ${deadline}${mark}
      template: { spec: { restartPolicy: ${policy}, containers: [{ name: work }] } }
    `;

test('waits longer than the deadline', () => {
  checkRule(
    deadlineBeforeBackoffLimit,
    job(
      '6',
      '300',
      'Never',
      `
      #                      ^^^ 💡 information: activeDeadlineSeconds ends the Job after 5 min, before it has retried 6 times. ¶ The waits before 6 retries alone take 10 min 30 s, so it retries at most 4 times (DeadlineExceeded). Raise the deadline, or lower backoffLimit.`,
    ),
  );
  checkRule(
    deadlineBeforeBackoffLimit,
    job(
      '6',
      '310',
      'OnFailure',
      `
      #                      ^^^ 💡 information: activeDeadlineSeconds ends the Job after 5 min 10 s, before it has retried 6 times.`,
    ),
  );
});

test.each([
  ['6', '631', 'Never'],
  ['6', '311', 'OnFailure'],
  ['3', '600', 'Never'],
  ['{{ .Values.limit }}', '60', 'Never'],
  ['6', '{{ .Values.deadline }}', 'Never'],
  ['0', '10', 'Never'],
])('silent: %s retries, %s s, %s', (limit, deadline, policy) =>
  checkSilent(deadlineBeforeBackoffLimit, job(limit, deadline, policy)),
);

test('as many as there is time for', () =>
  checkFix(deadlineBeforeBackoffLimit, 'Set backoffLimit to 4', job('6 # tries', '300'), job('4 # tries', '300')));
