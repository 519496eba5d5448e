import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidToleration } from './invalidToleration.ts';

test('contradictions', () =>
  checkRule(
    invalidToleration,
    `
    apiVersion: v1
    kind: Pod
    spec:
      tolerations:
      - { key: a b, operator: Exists }
      #        ^^^ error: Key "a b" of this toleration is not valid…
      - { operator: Equal, effect: NoSchedule }
      #             ^^^^^ error: A toleration without key tolerates all taints and needs operator: Exists.
      - { key: a, operator: exists }
      #                     ^^^^^^ 💡 error: operator of a toleration must be Equal or Exists, not "exists".
      - { key: a, operator: Exists, value: b }
      #                                    ^ error: With operator: Exists, value must not be set. Remove it, or use Equal.
      - { key: a, value: b c, effect: noexecute }
      #                  ^^^ error: Value "b c" of this toleration…
      #                               ^^^^^^^^^ 💡 error: effect must be NoSchedule, PreferNoSchedule or NoExecute, not "noexecute".
      - { key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 60 }
      #                                                 ^^^^^^^^^^^^^^^^^ error: tolerationSeconds needs effect: NoExecute.
      - { operator: Exists }
      - { key: a, value: b, effect: NoExecute, tolerationSeconds: 60 }
      - { key: {{ .Values.key }}, operator: {{ .Values.operator }}, effect: {{ .Values.effect }}, tolerationSeconds: 5 }
    `,
  ));

test('a misspelt value', () =>
  checkFix(
    invalidToleration,
    'Use NoExecute',
    'apiVersion: v1\nkind: Pod\nspec:\n  tolerations:\n  - operator: Exists\n    effect: Noexecute # all\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  tolerations:\n  - operator: Exists\n    effect: NoExecute # all\n',
  ));
