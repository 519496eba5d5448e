import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { pathWithoutSlash } from './pathWithoutSlash.ts';

test('begins with a slash', () =>
  checkRule(
    pathWithoutSlash,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { port: 80, path: healthz } }
        #                                           ^^^^^^^ 💡 hint: A path must begin with a slash; the kubelet asks for "/healthz" here.
        readinessProbe: { httpGet: { port: 80, path: /healthz } }
        startupProbe: { httpGet: { port: 80, path: "?ready" } }
      - livenessProbe: { httpGet: { port: 80, path: "" } }
        readinessProbe: { httpGet: { port: 80, path: {{ .Values.path }} } }
    `,
  ));

test('written', () =>
  checkFix(
    pathWithoutSlash,
    'Write /healthz?full=1',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"livenessProbe":{"httpGet":{"path":"healthz?full=1","port":80}}}]}}',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"livenessProbe":{"httpGet":{"path":"/healthz?full=1","port":80}}}]}}',
  ));
