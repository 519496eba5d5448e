import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { sleepExceedsGrace } from './sleepExceedsGrace.ts';

test('no longer than the grace period', () =>
  checkRule(
    sleepExceedsGrace,
    `
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: 5
      containers:
      - lifecycle:
          postStart: { sleep: { seconds: 5 } }
          preStop: { sleep: { seconds: 6 } }
          #                            ^ 💡 error: This hook must not sleep longer (6 s) than the grace period of the pod (5 s).
      - lifecycle: { preStop: { sleep: { seconds: -1 } } }
        #                                         ^^ error: seconds must be 0 or more, not -1.
    ---
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - lifecycle: { preStop: { sleep: { seconds: 30 } } }
      - lifecycle: { preStop: { sleep: { seconds: 31 } } }
        #                                         ^^ error: This hook…
      - lifecycle: { preStop: { exec: { command: [a] }, sleep: { seconds: 31 } } }
      - lifecycle: { preStop: { sleep: { seconds: {{ .Values.drain }} } } }
    ---
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: -1
      containers:
      - lifecycle: { preStop: { sleep: { seconds: 1 } } }
    `,
  ));

test('a longer grace period', () =>
  checkFix(
    sleepExceedsGrace,
    'Raise terminationGracePeriodSeconds to 75',
    `
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: 30 # the default
      containers:
      - lifecycle:
          preStop:
            sleep: { seconds: 45 }
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      terminationGracePeriodSeconds: 75 # the default
      containers:
      - lifecycle:
          preStop:
            sleep: { seconds: 45 }
    `,
  ));
