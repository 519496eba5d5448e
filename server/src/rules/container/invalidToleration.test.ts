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
      #             ^^^^^ error: Without a key a toleration is for all taints…
      - { key: a, operator: exists }
      #                     ^^^^^^ 💡 error: operator of a toleration is Equal or Exists; "exists" would be rejected.
      - { key: a, operator: Exists, value: b }
      #                                    ^ error: With operator: Exists the taint’s value does not matter…
      - { key: a, value: b c, effect: noexecute }
      #                  ^^^ error: Value "b c" of this toleration…
      #                               ^^^^^^^^^ 💡 error: effect is…
      - { key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 60 }
      #                                                 ^^^^^^^^^^^^^^^^^ error: tolerationSeconds is how long…
      - { operator: Exists }
      - { key: a, value: b, effect: NoExecute, tolerationSeconds: 60 }
      - { key: {{ .Values.key }}, operator: {{ .Values.operator }}, effect: {{ .Values.effect }}, tolerationSeconds: 5 }
    `,
  ));

test('a slip', () =>
  checkFix(
    invalidToleration,
    'Use NoExecute',
    'apiVersion: v1\nkind: Pod\nspec:\n  tolerations:\n  - operator: Exists\n    effect: Noexecute # all\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  tolerations:\n  - operator: Exists\n    effect: NoExecute # all\n',
  ));
