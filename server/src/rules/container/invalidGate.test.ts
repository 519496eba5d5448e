import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidGate } from './invalidGate.ts';

test('names of gates', () =>
  checkRule(
    invalidGate,
    `
    apiVersion: v1
    kind: Pod
    spec:
      nodeName: node-1
      #         ^^^^^^ error: A pod with scheduling gates waits for its node, so nodeName can’t be set already. Remove one of them.
      readinessGates:
      - conditionType: example.com/ready
      - conditionType: bad type
        #              ^^^^^^^^ error: "bad type" can’t be the name of a gate: it must consist…
      - conditionType: {{ .Values.gate }}
      schedulingGates:
      - name: example.com/quota
      - name: example.com/quota
        #     ^^^^^^^^^^^^^^^^^ error: Scheduling gate "example.com/quota" is listed twice.
    `,
  ));
