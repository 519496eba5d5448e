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
      #         ^^^^^^ error: A pod with scheduling gates must not have nodeName: it waits for its node.
      readinessGates:
      - conditionType: example.com/ready
      - conditionType: bad type
        #              ^^^^^^^^ error: "bad type" is not a valid name of a gate: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
      - conditionType: {{ .Values.gate }}
      schedulingGates:
      - name: example.com/quota
      - name: example.com/quota
        #     ^^^^^^^^^^^^^^^^^ error: Scheduling gate "example.com/quota" is listed twice.
    `,
  ));
