import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidHttpHeader } from './invalidHttpHeader.ts';

test('letters, digits and hyphens', () =>
  checkRule(
    invalidHttpHeader,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            port: 80
            httpHeaders:
            - { name: X_Token, value: a }
            #         ^^^^^^^ 💡 error: "X_Token" is not a valid name of an HTTP header: use only letters, digits and -.
            - { name: X-Token-1, value: "" }
            - { name: {{ .Values.header }}, value: a }
            - value: a
            # ^^^^^^^^ error: This HTTP header needs a name of letters, digits and -.
    `,
  ));

test('underscores become hyphens', () =>
  checkFix(
    invalidHttpHeader,
    'Use X-Token',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: "X_Token", value: a }] } }
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: "X-Token", value: a }] } }
    `,
  ));
