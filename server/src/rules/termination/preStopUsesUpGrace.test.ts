import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { preStopUsesUpGrace } from './preStopUsesUpGrace.ts';

test('sleeps of a known length', () =>
  checkRule(
    preStopUsesUpGrace,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        lifecycle: { preStop: { sleep: { seconds: 30 } } }
    #                ^^^^^^^ 💡 warning: This hook takes 30 s of the 30 s that the pod has to end…
      - name: b
        lifecycle: { preStop: { exec: { command: [/bin/sleep, "60"] } } }
    #                ^^^^^^^ 💡 warning: This hook takes 1 min of the 30 s that the pod has to end, so the app is killed 2 s after SIGTERM.
      - name: c
        lifecycle: { preStop: { exec: { command: [sh, -c, "sleep 20; nginx -s quit; sleep 10"] } } }
    #                ^^^^^^^ 💡 warning: This hook takes 30 s…
    `,
  ));

test.each([
  'sleep: { seconds: 29 }',
  'sleep: { seconds: 31 }',
  'exec: { command: [sh, -c, "sleep 10 && nginx -s quit"] }',
  'exec: { command: [sh, -c, "sleep $DRAIN"] }',
  'exec: { command: [sh, -c, "while true; do sleep 60; done"] }',
  'exec: { command: [/drain.sh, "60"] }',
  'exec: { command: [sh, -c, "if [ -f /drain ]; then sleep 60; fi"] }',
  'exec: { command: [sh, -c, "curl -f localhost/drain || sleep 60"] }',
  'exec: { command: ["{{ .Values.shell }}", -c, "if a; then\\n sleep 60\\nfi"] }',
  'exec: { command: [sleep, "60"{{ more }}] }',
  'httpGet: { port: 80 }',
  'sleep: { seconds: {{ .Values.drain }} }',
])('silent: %s', (hook) =>
  checkSilent(
    preStopUsesUpGrace,
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - lifecycle: { preStop: { ${hook} } }\n`,
  ),
);

test('a longer grace period', () =>
  checkFix(
    preStopUsesUpGrace,
    'Set terminationGracePeriodSeconds to 75',
    `
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: 40 # seconds
      containers:
      - lifecycle: { preStop: { exec: { command: [sleep, "45"] } } }
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: 75 # seconds
      containers:
      - lifecycle: { preStop: { exec: { command: [sleep, "45"] } } }
    `,
  ));
