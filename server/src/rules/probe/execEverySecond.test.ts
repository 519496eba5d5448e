import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { execEverySecond } from './execEverySecond.ts';

test('a process a second', () =>
  checkRule(
    execEverySecond,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { exec: { command: [a] }, periodSeconds: 1 }
        #                                                       ^ 💡 information: This probe starts a process every second, which costs CPU on the node as long as the container runs.
        readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1 }
        startupProbe: { exec: { command: [b] }, periodSeconds: 1 }
      - livenessProbe: { exec: { command: [a] }, periodSeconds: 2 }
        readinessProbe: { exec: { command: [a] }, periodSeconds: {{ .Values.period }} }
    `,
  ));

test('no fix that a startup probe would stand in the way of', () =>
  checkRule(
    execEverySecond,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { exec: { command: [a] }, periodSeconds: 1 }
        #                                                       ^ information: This probe starts a process every second…
        startupProbe: { exec: { command: [a] }, periodSeconds: 1 }
    `,
  ));

test('less often', () =>
  checkFix(
    execEverySecond,
    'Set periodSeconds to 5',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - livenessProbe: { exec: { command: [a] }, periodSeconds: 1 } # s\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - livenessProbe: { exec: { command: [a] }, periodSeconds: 5 } # s\n',
  ));
