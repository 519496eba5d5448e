import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { wrongType } from './wrongType.ts';

test('what the decoder refuses', () =>
  checkRule(
    wrongType,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      labels:
        version: 1.5
    #            ^^^ 💡 error: 1.5 is a number; version takes a string.
        on: yes
    #       ^^^ 💡 error: yes is a boolean when it has no quotes; on takes a string.
    spec:
      terminationGracePeriodSeconds: 10s
    #                                ^^^ 💡 error: 10s is a string; terminationGracePeriodSeconds takes an integer number of seconds.
      containers:
      - name: a
        command: echo
    #            ^^^^ error: echo is a string; command takes a list.
        env:
        - {name: A, value: 1}
    #                      ^ 💡 error: 1 is a number; value takes a string.
        livenessProbe:
          initialDelaySeconds: "80"
    #                          ^^^^ 💡 error: "80" is a string; initialDelaySeconds takes an integer number of seconds.
          periodSeconds: 1.5
    #                    ^^^ error: 1.5 is not a whole number; periodSeconds takes an integer number of seconds.
          failureThreshold: 2147483648
    #                       ^^^^^^^^^^ error: 2147483648 is beyond what failureThreshold can hold: an integer (up to 2147483647).
    `,
  ));

test('both forms of an int-or-string, null and templates are fine', () =>
  checkRule(
    wrongType,
    `
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: null
      containers:
      - name: a
        livenessProbe:
          periodSeconds: {{ .Values.period }}
          httpGet: {port: 80}
        readinessProbe:
          httpGet: {port: "80"}
    `,
  ));

test('the quotes go where a number is wanted', () =>
  checkFix(
    wrongType,
    'Write 80',
    `
    {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"livenessProbe": {"periodSeconds": "80"}}]}}
    `,
    `
    {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"livenessProbe": {"periodSeconds": 80}}]}}
    `,
  ));

test('quotes come where a string is wanted', () =>
  checkFix(
    wrongType,
    'Write "true"',
    `
    apiVersion: v1
    kind: Pod
    metadata: {labels: {on-call: on}} # sic
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: {labels: {on-call: "true"}} # sic
    `,
  ));
