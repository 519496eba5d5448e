import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { backoffLimitWithRestarts } from './backoffLimitWithRestarts.ts';

const job = (limit: string, policy = 'OnFailure', mark = '') => `
    apiVersion: batch/v1
    kind: Job
    spec:${limit}
      template:
        spec:
          restartPolicy: ${policy}${mark}
          containers: [{ name: work }]
    `;

test('a second try that is not wanted', () =>
  checkRule(
    backoffLimitWithRestarts,
    job(`
      backoffLimit: 0
      #             ^ 💡 warning: With OnFailure and backoffLimit: 0, failed work begins a second time before the Job stops it.`),
  ));

test('strict: restarts in place cost the logs', () => {
  const mark = (text: string) => `
          #              ^^^^^^^^^ 💡 hint: ${text}…`;
  checkRule(
    backoffLimitWithRestarts,
    job(
      '',
      'OnFailure',
      mark(
        'With OnFailure the Job fails at restart 6, and its pod is deleted with its logs. ¶ That is 5 min 10 s after the first failure at the earliest.',
      ),
    ),
  );
  checkRule(
    backoffLimitWithRestarts,
    job('\n      backoffLimit: 1', 'OnFailure', mark('With backoffLimit 1 the first restart already fails the Job')),
  );
});

test.each([
  ['\n      backoffLimit: 0', 'Never'],
  ['\n      backoffLimit: {{ .Values.limit }}', 'OnFailure'],
  ['\n      backoffLimit: 0', '{{ .Values.policy }}'],
  ['\n      completionMode: Indexed\n      backoffLimitPerIndex: 0', 'OnFailure'],
])('silent: %s, %s', (limit, policy) => checkSilent(backoffLimitWithRestarts, job(limit, policy)));

test('one try', () =>
  checkFix(
    backoffLimitWithRestarts,
    'Set restartPolicy to Never',
    job('\n      backoffLimit: 0', 'OnFailure # once'),
    job('\n      backoffLimit: 0', 'Never # once'),
  ));
