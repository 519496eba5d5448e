import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { crashLoopExceedsProgressDeadline } from './crashLoopExceedsProgressDeadline.ts';

const deployment = (more: string, kind = 'Deployment') => `
    apiVersion: apps/v1
    kind: ${kind}
    spec:
      template: { spec: { containers: [{ name: app }] } }${more}
    `;

test('shorter than a single wait may be', () => {
  checkRule(
    crashLoopExceedsProgressDeadline,
    deployment(`
      progressDeadlineSeconds: 60
      #                        ^^ 💡 hint: The rollout counts as failed after 1 min, while a container that crashes at first still waits. ¶ A container that crashes at its start, e.g. because it needs something that is not up yet, is tried 4 times in 1 min. The next try comes 1 min 10 s after the first crash (CrashLoopBackOff, up to 5 min). If such starts are normal, raise progressDeadlineSeconds.`),
  );
  checkRule(
    crashLoopExceedsProgressDeadline,
    deployment(`
      progressDeadlineSeconds: 299
      #                        ^^^ 💡 hint: The rollout counts as failed after 4 min 59 s, while a container that crashes at first still waits. ¶ A container that crashes at its start, e.g. because it needs something that is not up yet, is tried 6 times in 4 min 59 s. The next try comes 5 min 10 s after the first crash (CrashLoopBackOff, up to 5 min). If such starts are normal, raise progressDeadlineSeconds.`),
  );
});

test.each([
  ['\n      progressDeadlineSeconds: 300', 'Deployment'],
  ['', 'Deployment'],
  ['\n      progressDeadlineSeconds: {{ .Values.deadline }}', 'Deployment'],
  ['\n      progressDeadlineSeconds: 60', 'StatefulSet'],
])('silent: %s in a %s', (more, kind) => checkSilent(crashLoopExceedsProgressDeadline, deployment(more, kind)));

test('the default', () =>
  checkFix(
    crashLoopExceedsProgressDeadline,
    'Set progressDeadlineSeconds to 600',
    deployment('\n      progressDeadlineSeconds: 120 # CI waits'),
    deployment('\n      progressDeadlineSeconds: 600 # CI waits'),
  ));
