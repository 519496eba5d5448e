import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidPodFailurePolicy } from './invalidPodFailurePolicy.ts';

test('rules', () =>
  checkRule(
    invalidPodFailurePolicy,
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      podReplacementPolicy: TerminatingOrFailed
      #                     ^^^^^^^^^^^^^^^^^^^ 💡 error: With a podFailurePolicy, podReplacementPolicy can only be Failed.
      podFailurePolicy:
        rules:
        - { action: Fail, onExitCodes: { operator: In, values: [1] } }
        #           ^^^^ error: action is one of Count, FailIndex, FailJob and Ignore; "Fail" would be rejected.
        - { action: FailIndex, onExitCodes: { operator: NotIn, values: [0] } }
        #           ^^^^^^^^^ error: FailIndex fails one index of the Job, so it needs backoffLimitPerIndex to be set.
        - { action: Ignore, onExitCodes: { operator: In, values: [3, 0, 3], containerName: ap } }
        #                                                            ^ error: Exit code 0 is success, so operator In does not take it.
        #                                                               ^ error: Exit code 3 is listed twice.
        #                                                ^^^^^^ error: Exit codes must be listed in ascending order.
        #                                                                                  ^^ 💡 error: No container of the template is named "ap".
        - { action: Ignore, onExitCodes: { operator: Is, values: [] } }
        #                                            ^^ error: operator is In or NotIn; "Is" would be rejected.
        #                                                ^^^^^^ error: onExitCodes needs at least one exit code in values.
        - { action: Ignore }
        # ^^^^^^^^^^^^^^^^^^ error: This rule says nothing about when it holds…
        - { action: Ignore, onExitCodes: { operator: In, values: [1] }, onPodConditions: [{ type: a b, status: true-ish }] }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A rule looks at either…
        #                                                                                         ^^^ error: Condition type "a b" is not valid…
        #                                                                                                      ^^^^^^^^ error: status is True, False or Unknown…
        - { action: Ignore, onPodConditions: [{ type: DisruptionTarget }] }
        - {{ .Values.rule }}
      template:
        spec:
          containers: [{ name: app }]
    `,
  ));

test('a slip is mended', () =>
  checkFix(
    invalidPodFailurePolicy,
    'Use FailJob',
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      podFailurePolicy:
        rules:
        - action: failjob # stop
          onPodConditions: [{ type: DisruptionTarget }]
    `,
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      podFailurePolicy:
        rules:
        - action: FailJob # stop
          onPodConditions: [{ type: DisruptionTarget }]
    `,
  ));

test('a patch may lack what the rules speak of', () =>
  checkSilent(
    invalidPodFailurePolicy,
    `
    apiVersion: batch/v1
    kind: Job
    metadata: { name: a }
    spec:
      podFailurePolicy:
        rules:
        - { action: FailJob, onExitCodes: { containerName: main, operator: In, values: [2] } }
        - { action: FailIndex, onExitCodes: { operator: In, values: [3] } }
    `,
    { mayBePatch: true },
  ));
