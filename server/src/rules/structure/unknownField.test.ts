import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { unknownField } from './unknownField.ts';

test('misspelt keys, across case and separators', () =>
  checkRule(
    unknownField,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessprobe:
    #   ^^^^^^^^^^^^^ 💡 error: Unknown field "livenessprobe". Did you mean "livenessProbe"?
          exec: {command: [x]}
        readinessProbe:
          initial_delay_seconds: 3
    #     ^^^^^^^^^^^^^^^^^^^^^ 💡 error: Unknown field "initial_delay_seconds". Did you mean "initialDelaySeconds"?
          periodSecond: 3
    #     ^^^^^^^^^^^^ 💡 error: Unknown field "periodSecond". Did you mean "periodSeconds"?
        nonsense: 1
    #   ^^^^^^^^ 💡 error: Unknown field "nonsense".
    `,
  ));

test('what belongs elsewhere is for another rule, and custom resources may have what they like', () =>
  checkRule(
    unknownField,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe:
          exec: {command: [x], periodSeconds: 3}
    ---
    apiVersion: example.com/v1
    kind: Thing
    nonsense: 1
    ---
    apiVersion: v1
    kind: ConfigMap
    data: {anything: goes}
    ---
    apiVersion: v1
    kind: Pod
    {{ .Values.key }}: 1
    `,
  ));

test('the fix renames the key only', () =>
  checkFix(
    unknownField,
    'Rename to "periodSeconds"',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: {"periodSecond": 3} # often
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: {"periodSeconds": 3} # often
    `,
  ));
