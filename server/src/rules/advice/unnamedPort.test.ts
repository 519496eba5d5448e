import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { unnamedPort } from './unnamedPort.ts';

test('ports without names', () =>
  checkRule(
    unnamedPort,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports:
        - containerPort: 80
        #                ^^ hint: Port 80 has no name…
        - { name: http, containerPort: 81 }
        - { name: {{ .Values.name }}, containerPort: 82 }
        - protocol: TCP
    `,
  ));

test('as others call it', () =>
  checkFix(
    unnamedPort,
    'Name it http',
    '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"ports": [{"containerPort": 8080}]}]}}',
    '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"ports": [{"containerPort": 8080, "name": "http"}]}]}}',
  ));
