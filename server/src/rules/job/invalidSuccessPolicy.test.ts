import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidSuccessPolicy } from './invalidSuccessPolicy.ts';

test('rules that can be fulfilled', () =>
  checkRule(
    invalidSuccessPolicy,
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      completionMode: Indexed
      completions: 5
      successPolicy:
        rules:
        - { succeededIndexes: "0-2,4", succeededCount: 4 }
        - { succeededIndexes: "4,0" }
        #                     ^^^^^ error: The indexes in succeededIndexes "4,0" must ascend.
        - { succeededIndexes: "5" }
        #                     ^^^ error: succeededIndexes "5" must not go beyond the last index, 4.
        - { succeededIndexes: "0-1", succeededCount: 3 }
        #                                            ^ error: succeededCount 3 is never reached. ¶ The number of indexes in succeededIndexes is 2.
        - { succeededCount: 6 }
        #                   ^ error: succeededCount 6 is never reached: completions is 5.
        - { succeededCount: -1 }
        #                   ^^ error: succeededCount must not be negative, but is -1.
        - {}
        # ^^ error: This rule needs succeededCount or succeededIndexes.
        - {{ .Values.rule }}
    ---
    apiVersion: batch/v1
    kind: Job
    spec:
      completionMode: Indexed
      successPolicy: { rules: [] }
    #                  ^^^^^ error: A successPolicy needs at least one rule.
    ---
    apiVersion: batch/v1
    kind: Job
    spec:
      successPolicy: { rules: [] }
    `,
  ));

test.each([
  'completions: {{ .Values.completions }}',
  '{{- with .Values.completions }}\n  completions: {{ . }}\n  {{- end }}',
])('silent where a template decides how many: %s', (completions) =>
  checkSilent(
    invalidSuccessPolicy,
    `apiVersion: batch/v1
kind: Job
spec:
  completionMode: Indexed
  ${completions}
  successPolicy: { rules: [{ succeededCount: 4 }, { succeededIndexes: "0-2" }] }
`,
  ),
);
