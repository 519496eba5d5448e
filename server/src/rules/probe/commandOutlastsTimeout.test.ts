import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { commandOutlastsTimeout } from './commandOutlastsTimeout.ts';

test('the command waits longer than the kubelet', () =>
  checkRule(
    commandOutlastsTimeout,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          exec:
            command: [/bin/grpc_health_probe, -addr=:50051, -connect-timeout=5s, -rpc-timeout=5s]
    #       ^^^^^^^ 💡 information: The command waits up to 5 s, but the kubelet ends it after timeoutSeconds, 1 s: a slow answer fails.
        readinessProbe:
          exec: { command: [sh, -c, 'curl -f -m 10 http://localhost:8080'] }
          timeoutSeconds: 3
    #                     ^ information: The command waits up to 10 s, but the kubelet ends it after timeoutSeconds, 3 s: a slow answer fails.
    `,
  ));

test.each([
  ['exec: { command: [curl, -m, "2", "http://localhost"] }, timeoutSeconds: 3'],
  ['exec: { command: [curl, -m, "3", "http://localhost"] }, timeoutSeconds: 3'],
  ['exec: { command: [curl, "http://localhost"] }'],
  ['exec: { command: [curl, -m, "{{ .Values.limit }}", "http://localhost"] }'],
  ['exec: { command: [curl, -m, "5", "http://localhost"] }, timeoutSeconds: {{ .Values.limit }}'],
  ['httpGet: { port: 80 }'],
])('silent: %s', (probe) =>
  checkSilent(
    commandOutlastsTimeout,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { ${probe} }
    `,
  ),
);

test('timeoutSeconds beyond the limit', () =>
  checkFix(
    commandOutlastsTimeout,
    'Set timeoutSeconds to 6',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          exec: { command: [pg_isready, -t, "5"] }
          periodSeconds: 20
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          exec: { command: [pg_isready, -t, "5"] }
          periodSeconds: 20
          timeoutSeconds: 6
    `,
  ));
