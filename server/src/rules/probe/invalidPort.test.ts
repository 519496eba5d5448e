import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidPort } from './invalidPort.ts';

test('numbers, names, none at all', () =>
  checkRule(
    invalidPort,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { tcpSocket: { port: 0 } }
        #                                   ^ error: Port 0 of the liveness probe does not exist: ports are numbers from 1 to 65535.
        readinessProbe: { grpc: { port: 65536 } }
        #                               ^^^^^ error: Port 65536 of the readiness probe…
        startupProbe:
          httpGet:
            port: HTTP
            #     ^^^^ 💡 error: Port name "HTTP" of the startup probe is not valid: it must contain only…
        lifecycle:
          postStart: { httpGet: { path: / } }
          #            ^^^^^^^ error: The postStart hook names no port. Add port…
          preStop: { tcpSocket: { port: "8080" } }
          #                             ^^^^^^ 💡 error: Port "8080" of the preStop hook is text, and text is read as the name of a port. Write the number without quotes.
    `,
  ));

test('bounds, names of 15 characters, second handlers and templates', () =>
  checkSilent(
    invalidPort,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { tcpSocket: { port: 1 } }
        readinessProbe: { grpc: { port: 65535 } }
        startupProbe: { httpGet: { port: abcdefghijklmno } }
      - livenessProbe: { httpGet: { port: 8080x }, tcpSocket: { port: 0 } }
        readinessProbe: { httpGet: { port: {{ .Values.port }} } }
        startupProbe: { exec: { command: [a] } }
    `,
  ));

const pod = (port: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports:
        - { name: web, containerPort: 80 }
        - { name: dns, containerPort: 53, protocol: UDP }
        livenessProbe:
          httpGet:
            port: ${port} # here
    `;

test.each([
  ['"8080"', '8080'],
  ['HTTP', 'http'],
  ['70000', 'web'],
  ['none-of-your-names', 'web'],
])('port: %s becomes %s', (before, after) => checkFix(invalidPort, `Use port ${after}`, pod(before), pod(after)));

test('a missing port is added', () =>
  checkFix(
    invalidPort,
    'Use port 80',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ containerPort: 80 }]
        livenessProbe:
          httpGet:
            path: / # root
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports: [{ containerPort: 80 }]
        livenessProbe:
          httpGet:
            path: / # root
            port: 80
    `,
  ));

test('the port 0 of a Knative Service is one that is filled in', () =>
  checkSilent(
    invalidPort,
    `
    apiVersion: serving.knative.dev/v1
    kind: Service
    spec: { template: { spec: { containers: [{ readinessProbe: { tcpSocket: { port: 0 } } }] } } }
    `,
  ));
