import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { livenessWithoutReadiness } from './livenessWithoutReadiness.ts';

test('a served container with liveness only', () =>
  checkRule(
    livenessWithoutReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: by-port
        ports: [{ containerPort: 80 }]
        livenessProbe: { exec: { command: [a] } }
    #   ^^^^^^^^^^^^^ hint: Without a readiness probe the container counts as ready 0–1 s after its start, even if it can’t answer.
      - name: by-probe
        livenessProbe: { tcpSocket: { port: 80 } }
    #   ^^^^^^^^^^^^^ hint: Without a readiness probe the container counts as ready 0–1 s after its start, even if it can’t answer.
    `,
  ));

test('a startup probe holds readiness back', () =>
  checkRule(
    livenessWithoutReadiness,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - name: a
            ports: [{ name: http, containerPort: 8080 }]
            startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 30 }
            livenessProbe: { tcpSocket: { port: 8080 } }
    #       ^^^^^^^^^^^^^ hint: Without a readiness probe the container stays ready after its startup probe has succeeded, even if it can’t answer.
    `,
  ));

test.each([
  [
    'Pod',
    '- { ports: [{ containerPort: 80 }], livenessProbe: { tcpSocket: { port: 80 } }, readinessProbe: { tcpSocket: { port: 80 } } }',
  ],
  ['Pod', '- { livenessProbe: { exec: { command: [worker-alive] } } }'],
  ['Pod', '- { ports: [{ containerPort: 80 }] }'],
  ['PodTemplate', '- { livenessProbe: { tcpSocket: { port: 80 } } }'],
])('silent in a %s with %s', (kind, container) =>
  checkSilent(
    livenessWithoutReadiness,
    `
    apiVersion: v1
    kind: ${kind}
    spec:
      containers:
      ${container}
    template:
      spec:
        containers:
        ${container}
    `,
  ),
);

test('silent on the node’s network where no port is declared', () =>
  checkSilent(
    livenessWithoutReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostNetwork: true
      containers:
      - livenessProbe: { httpGet: { port: 10257, host: 127.0.0.1, scheme: HTTPS } }
    `,
  ));

test('a template may bring the readiness probe', () =>
  checkSilent(
    livenessWithoutReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ containerPort: 80 }]
        livenessProbe: { tcpSocket: { port: 80 } }
        {{- include "probes" . | nindent 8 }}
    `,
  ));

test('or write it where its key stands', () =>
  checkSilent(
    livenessWithoutReadiness,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ containerPort: 80 }]
        livenessProbe: { tcpSocket: { port: 80 } }
        readinessProbe:
          {{- toYaml .Values.readinessProbe | nindent 10 }}
        image: a
    `,
  ));

test('a readiness probe at the same port, which connects', () =>
  checkFix(
    livenessWithoutReadiness,
    'Add a readinessProbe that connects to port web',
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - livenessProbe:
              httpGet: { port: web } # alive
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - livenessProbe:
              httpGet: { port: web } # alive
            readinessProbe:
              tcpSocket:
                port: web
    `,
  ));
