import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { bothProbes } from './bothProbes.ts';

test('what is missing in a container that serves', () =>
  checkRule(
    bothProbes,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: neither
        #     ^^^^^^^ hint: Without probes this container gets requests while it starts, and is not restarted when it hangs.
        ports: [{ containerPort: 80 }]
      - name: ready
        #     ^^^^^ hint: Without a liveness probe this container is not restarted when it hangs; it stays out of the endpoints.
        ports: [{ containerPort: 81 }]
        readinessProbe: { tcpSocket: { port: 81 } }
      - name: live
        ports: [{ containerPort: 82 }]
        livenessProbe: { tcpSocket: { port: 82 } }
      - name: worker
    `,
  ));

test('silent about Jobs and templates', () => {
  checkSilent(
    bothProbes,
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      template:
        spec:
          containers: [{ name: a, ports: [{ containerPort: 80 }] }]
    `,
  );
  checkSilent(
    bothProbes,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        ports: [{ containerPort: 80 }]
        {{- include "probes" . | nindent 8 }}
    `,
  );
});
