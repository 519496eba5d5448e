import { describe, test } from 'vitest';
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
    #            ^^^ 💡 error: Label version must be a string; 1.5 is a number.
        on: yes
    #       ^^^ 💡 error: Label true must be a string; yes is a boolean without quotes.
    spec:
      terminationGracePeriodSeconds: 10s
    #                                ^^^ 💡 error: terminationGracePeriodSeconds must be an integer number of seconds; 10s is a string.
      containers:
      - name: a
        command: echo
    #            ^^^^ 💡 error: command must be a list; echo is a string.
        env:
        - {name: A, value: 1}
    #                      ^ 💡 error: value must be a string; 1 is a number.
        livenessProbe:
          initialDelaySeconds: "80"
    #                          ^^^^ 💡 error: initialDelaySeconds must be an integer number of seconds; "80" is a string.
          periodSeconds: 1.5
    #                    ^^^ error: periodSeconds must be an integer number of seconds; 1.5 is not a whole number.
          failureThreshold: 2147483648
    #                       ^^^^^^^^^^ error: failureThreshold must be an integer up to 2147483647; 2147483648 is beyond that.
    `,
  ));

test('a line that is half typed, and indented too far', () =>
  checkRule(
    wrongType,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe:
          failureThreshold: 24
    #                       ^^^^^^^^^^^^^^^^ error: failureThreshold must be an integer up to 2147483647; 24 is a string that goes on in the next line.
            perio
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
    'Write "on"',
    `
    apiVersion: v1
    kind: Pod
    metadata: {labels: {on-call: on}} # sic
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: {labels: {on-call: "on"}} # sic
    `,
  ));

test.each([
  ['livenessProbe: {periodSeconds: 10s}', 'livenessProbe: {periodSeconds: 10}', 'Write 10'],
  ["livenessProbe: {periodSeconds: '1e3'}", 'livenessProbe: {periodSeconds: 1000}', 'Write 1000'],
  ["livenessProbe: {periodSeconds: '1_0'}", 'livenessProbe: {periodSeconds: 10}', 'Write 10'],
  ['env: [{name: A, value: 1.10}]', 'env: [{name: A, value: "1.10"}]', 'Write "1.10"'],
  ['env: [{name: A, value: 012}]', 'env: [{name: A, value: "012"}]', 'Write "012"'],
  ['env: [{name: A, value: off}]', 'env: [{name: A, value: "off"}]', 'Write "off"'],
  ['command: [sleep, 5]', 'command: [sleep, "5"]', 'Write "5"'],
  ['tty: "True"', 'tty: true', 'Write true'],
])('what is meant by %s', (before, after, title) => {
  const pod = (field: string) => `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    ${field}\n`;
  checkFix(wrongType, title, pod(before), pod(after));
});

describe('what was meant', () => {
  const probe = (timing: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe:
          ${timing}`;
  test.each([
    ['periodSeconds: 10x', '10', 'periodSeconds: 10'],
    ['periodSeconds: 5m # minutes', '300', 'periodSeconds: 300 # minutes'],
    ['periodSeconds: 2 min', '120', 'periodSeconds: 120'],
    ['failureThreshold: 3x', '3', 'failureThreshold: 3'],
    ['exec: { command: pg_isready }', '["pg_isready"]', 'exec: { command: ["pg_isready"] }'],
    [
      'exec: { command: pg_isready -U app }',
      '["pg_isready","-U","app"]',
      'exec: { command: ["pg_isready", "-U", "app"] }',
    ],
    ['exec: { command: test -f /a && b }', '["sh","-c"', 'exec: { command: ["sh", "-c", "test -f /a && b"] }'],
  ])('%s', (before, title, after) =>
    checkFix(wrongType, `Write ${title.replaceAll(',"', ', "')}`, probe(before), probe(after)),
  );

  test('no number is made of words', () =>
    checkRule(
      wrongType,
      probe(`periodSeconds: ten
          #              ^^^ error: periodSeconds must be an integer number of seconds; ten …`),
    ));
});
