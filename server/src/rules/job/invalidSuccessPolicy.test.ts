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
        #                     ^^^^^ error: succeededIndexes "4,0" can’t be read: indexes must ascend.
        - { succeededIndexes: "5" }
        #                     ^^^ error: succeededIndexes "5" can’t be read: the last index is 4.
        - { succeededIndexes: "0-1", succeededCount: 3 }
        #                                            ^ error: succeededCount is 3, but only 2 indexes are listed, so the rule could never be fulfilled.
        - { succeededCount: 6 }
        #                   ^ error: succeededCount is 6, but only 5 completions are wanted…
        - { succeededCount: -1 }
        #                   ^^ error: succeededCount is -1, but must not be negative.
        - {}
        # ^^ error: This rule says nothing about when the Job has succeeded…
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
