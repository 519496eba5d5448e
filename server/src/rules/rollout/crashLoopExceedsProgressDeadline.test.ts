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
      #                        ^^ 💡 hint: After 1 min without progress the rollout counts as failed. A container that crashes at its start, because something it needs is not up yet, say, is tried only 4 times in that time, and the next try comes 1 min 10 s after the first crash…`),
  );
  checkRule(
    crashLoopExceedsProgressDeadline,
    deployment(`
      progressDeadlineSeconds: 299
      #                        ^^^ 💡 hint: After 4 min 59 s without progress the rollout counts as failed. A container that crashes at its start, because something it needs is not up yet, say, is tried only 6 times…`),
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
