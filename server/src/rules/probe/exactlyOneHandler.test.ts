import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { exactlyOneHandler } from './exactlyOneHandler.ts';

test('none and several, in probes and hooks', () =>
  checkRule(
    exactlyOneHandler,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: sidecar
        restartPolicy: Always
        startupProbe: {}
    #   ^^^^^^^^^^^^ error: The startup probe needs a handler: exec, httpGet, tcpSocket or grpc.
      containers:
      - name: app
        ports: [{ containerPort: 80 }]
        livenessProbe:
    #   ^^^^^^^^^^^^^ 💡 error: The liveness probe needs a handler: exec, httpGet, tcpSocket or grpc.
          periodSeconds: 3
        readinessProbe:
          httpGet: { port: 80 }
          tcpSocket: { port: 80 }
    #     ^^^^^^^^^ 💡 error: The readiness probe can have only one handler, and httpGet is there already. Remove one of them.
          grpc: { port: 80 }
    #     ^^^^ 💡 error: The readiness probe can have only one handler, and httpGet is there already. Remove one of them.
        lifecycle:
          preStop: { grpc: { port: 80 } }
    #     ^^^^^^^ error: The preStop hook needs a handler: exec, httpGet, tcpSocket or sleep.
    `,
  ));

test('one is right; what a template may add, a plain init container and null say nothing', () =>
  checkSilent(
    exactlyOneHandler,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: init
        livenessProbe: {}
      containers:
      - name: app
        livenessProbe:
          {{- toYaml .Values.probe | nindent 10 }}
        readinessProbe:
          httpGet: { port: 80 }
          tcpSocket: null
        startupProbe: {{ .Values.startup }}
        lifecycle:
          preStop: { sleep: { seconds: 5 } }
    `,
  ));

test('adds a handler for the only port', () =>
  checkFix(
    exactlyOneHandler,
    'Connect to port http',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        ports:
        - name: http
          containerPort: 80
        livenessProbe: # alive?
          periodSeconds: 3 # often
        image: a
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        ports:
        - name: http
          containerPort: 80
        livenessProbe: # alive?
          periodSeconds: 3 # often
          tcpSocket: { port: http }
        image: a
    `,
  ));

test.each([
  ['tcpSocket', '{ "httpGet": { "port": 80 } }'],
  ['httpGet', '{ "tcpSocket": { "port": 80 } }'],
])('removes %s', (handler, left) => {
  const pod = (probe: string) =>
    `{ "apiVersion": "v1", "kind": "Pod", "spec": { "containers": [{ "livenessProbe": ${probe} }] } }`;
  checkFix(
    exactlyOneHandler,
    `Remove ${handler}`,
    pod('{ "httpGet": { "port": 80 }, "tcpSocket": { "port": 80 } }'),
    pod(left),
  );
});
