import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { sidecarWithoutStartupProbe } from './sidecarWithoutStartupProbe.ts';

test('others do not wait for it', () =>
  checkRule(
    sidecarWithoutStartupProbe,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - { name: a, restartPolicy: Always, ports: [{ containerPort: 80 }] }
      #                           ^^^^^^ 💡 hint: The next containers start 0–1 s after this sidecar, even if it does not work yet.
      - { name: b, restartPolicy: Always }
      - { name: c, restartPolicy: Always, ports: [{ containerPort: 80 }], startupProbe: { tcpSocket: { port: 80 } } }
      - { name: d, restartPolicy: Always, ports: [{ containerPort: 80 }], lifecycle: { postStart: { exec: { command: [wait] } } } }
      - { name: e, ports: [{ containerPort: 80 }] }
      containers:
      - { name: f, ports: [{ containerPort: 80 }] }
    `,
  ));

test('others ask it', () =>
  checkRule(
    sidecarWithoutStartupProbe,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - { name: early, env: [{ name: URL, value: "localhost:80" }] }
      - { name: proxy, restartPolicy: Always, ports: [{ containerPort: 80 }] }
      #                               ^^^^^^ 💡 information: Container app starts 0–1 s after this sidecar, even if port 80, which it asks, does not answer yet.
      containers:
      - { name: other, env: [{ name: URL, value: "localhost:8080" }] }
      - { name: app, env: [{ name: URL, value: "http://127.0.0.1:80/db" }] }
    `,
  ));

const pod = (sidecar: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: proxy
        restartPolicy: Always
        ports: [{ containerPort: 80 }]${sidecar}
    `;

test.each([
  [
    'Add a startupProbe that connects to port 80',
    '',
    `
        startupProbe:
          tcpSocket:
            port: 80
          periodSeconds: 1
          failureThreshold: 60`,
  ],
  [
    'Add a startupProbe like the readinessProbe',
    `
        readinessProbe: { httpGet: { path: /ready, port: 81 } }`,
    `
        readinessProbe: { httpGet: { path: /ready, port: 81 } }
        startupProbe:
          httpGet:
            path: /ready
            port: 81
          periodSeconds: 1
          failureThreshold: 60`,
  ],
])('%s', (title, before, after) => checkFix(sidecarWithoutStartupProbe, title, pod(before), pod(after)));
