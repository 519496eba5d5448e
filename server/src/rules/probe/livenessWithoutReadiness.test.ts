import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
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
    #   ^^^^^^^^^^^^^ hint: This container has a liveness probe but no readiness probe, so it counts as ready the moment it starts…
      - name: by-probe
        livenessProbe: { tcpSocket: { port: 80 } }
    #   ^^^^^^^^^^^^^ hint: This container…
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
