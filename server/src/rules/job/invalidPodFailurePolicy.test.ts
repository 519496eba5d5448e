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
      #                     ^^^^^^^^^^^^^^^^^^^ 💡 error: With a podFailurePolicy, podReplacementPolicy must be Failed.
      podFailurePolicy:
        rules:
        - { action: Fail, onExitCodes: { operator: In, values: [1] } }
        #           ^^^^ error: action must be Count, FailIndex, FailJob or Ignore, not "Fail".
        - { action: FailIndex, onExitCodes: { operator: NotIn, values: [0] } }
        #           ^^^^^^^^^ error: FailIndex needs backoffLimitPerIndex: it fails one index of the Job.
        - { action: Ignore, onExitCodes: { operator: In, values: [3, 0, 3], containerName: ap } }
        #                                                            ^ error: With operator In, exit code 0 is not allowed: it means success.
        #                                                               ^ error: Exit code 3 is listed twice.
        #                                                ^^^^^^ error: Exit codes must be listed in ascending order.
        #                                                                                  ^^ 💡 error: No container of the template is named "ap".
        - { action: Ignore, onExitCodes: { operator: Is, values: [] } }
        #                                            ^^ error: operator must be In or NotIn, not "Is".
        #                                                ^^^^^^ error: onExitCodes needs at least one exit code in values.
        - { action: Ignore }
        # ^^^^^^^^^^^^^^^^^^ error: This rule needs onExitCodes or onPodConditions.
        - { action: Ignore, onExitCodes: { operator: In, values: [1] }, onPodConditions: [{ type: a b, status: true-ish }] }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A rule must have either onExitCodes or onPodConditions, not both. Make two rules of it.
        #                                                                                         ^^^ error: "a b" is not a valid condition type: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
        #                                                                                                      ^^^^^^^^ error: status must be True, False or Unknown (in quotes), not "true-ish".
        - { action: Ignore, onPodConditions: [{ type: DisruptionTarget }] }
        - {{ .Values.rule }}
      template:
        spec:
          containers: [{ name: app }]
    `,
  ));

test('a misspelt value is corrected', () =>
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
