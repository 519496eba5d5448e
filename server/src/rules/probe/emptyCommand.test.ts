import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { emptyCommand } from './emptyCommand.ts';

test('exec needs a command', () =>
  checkRule(
    emptyCommand,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { exec: { command: [] } }
        #                        ^^^^^^^ error: exec of the liveness probe needs a command: a list with the program and its arguments.
        readinessProbe: { exec: {} }
        #                 ^^^^ error: exec of the readiness probe…
        startupProbe: { exec: { command: ["true"] } }
        lifecycle:
          preStop:
            exec:
              command:
              {{- toYaml .Values.command | nindent 14 }}
      initContainers:
      - livenessProbe: { exec: {} }
    `,
  ));
