import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { variableSetTwice } from './variableSetTwice.ts';

test('the last one hides those before it', () =>
  checkRule(
    variableSetTwice,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: other
        env: [{ name: MODE, value: a }]
      containers:
      - name: app
        env:
        - name: MODE
          value: fast
        - { name: LEVEL, value: info }
        - name: MODE
          #     ^^^^ 💡 warning: MODE is set twice: the container sees only this one, and kubectl apply may drop either of them.
          value: safe
        - name: MODE
          #     ^^^^ 💡 warning: MODE is set twice…
          valueFrom: { configMapKeyRef: { name: a, key: b } }
        - { name: LEVEL, value: info }
        #         ^^^^^ 💡 hint: LEVEL is set twice with the same value.
    `,
  ));

test.each([
  // A value may continue the one before it.
  ['- { name: PATH, value: /bin }\n        - { name: PATH, value: "$(PATH):/opt/bin" }'],
  // A template may put out only one of them, or decide what they say.
  [
    '{{- if .Values.debug }}\n        - { name: A, value: "1" }\n        {{- else }}\n        - { name: A, value: "2" }\n        {{- end }}',
  ],
  ['- { name: A, value: {{ .Values.a }} }\n        - { name: A, value: "2" }'],
  ['- { name: {{ .Values.a }}, value: a }\n        - { name: {{ .Values.b }}, value: b }'],
])('silent: %s', (env) =>
  checkSilent(
    variableSetTwice,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        env:
        ${env}
    `,
  ),
);

test('the one without effect is removed', () =>
  checkFix(
    variableSetTwice,
    'Remove the first one, which is hidden',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        env:
        - name: MODE # old
          value: fast
        - name: LEVEL
          value: info
        # since 2.0
        - name: MODE
          value: safe
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        env:
        - name: LEVEL
          value: info
        # since 2.0
        - name: MODE
          value: safe
    `,
  ));
