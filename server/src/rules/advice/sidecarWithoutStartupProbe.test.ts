import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
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
      #                           ^^^^^^ hint: The next containers start as soon as this sidecar runs…
      - { name: b, restartPolicy: Always }
      - { name: c, restartPolicy: Always, ports: [{ containerPort: 80 }], startupProbe: { tcpSocket: { port: 80 } } }
      - { name: d, restartPolicy: Always, ports: [{ containerPort: 80 }], lifecycle: { postStart: { exec: { command: [wait] } } } }
      - { name: e, ports: [{ containerPort: 80 }] }
      containers:
      - { name: f, ports: [{ containerPort: 80 }] }
    `,
  ));
