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
        #                                   ^ error: The port of the liveness probe must be a number from 1 to 65535, not 0.
        readinessProbe: { grpc: { port: 65536 } }
        #                               ^^^^^ error: The port of the readiness probe must be a number from 1 to 65535, not 65536.
        startupProbe:
          httpGet:
            port: HTTP
            #     ^^^^ error: "HTTP" is not a valid port name: must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-).
        lifecycle:
          postStart: { httpGet: { path: / } }
          #            ^^^^^^^ error: The postStart hook needs a port: a number from 1 to 65535, or the name of one of the container’s ports.
          preStop: { tcpSocket: { port: "8080" } }
          #                             ^^^^^^ 💡 error: Port "8080" is text, which is read as the name of a port. Write the number without quotes.
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
  ['WEB', 'web'],
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
