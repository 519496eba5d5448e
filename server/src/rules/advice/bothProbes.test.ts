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
        #     ^^^^^^^ hint: This container has neither a readiness nor a liveness probe…
        ports: [{ containerPort: 80 }]
      - name: ready
        #     ^^^^^ hint: This container has no liveness probe…
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
