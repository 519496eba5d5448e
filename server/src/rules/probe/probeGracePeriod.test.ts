import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { probeGracePeriod } from './probeGracePeriod.ts';

test('never on readiness, at least 1 elsewhere', () =>
  checkRule(
    probeGracePeriod,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { terminationGracePeriodSeconds: 0 }
        #                                               ^ 💡 error: terminationGracePeriodSeconds of a probe must be at least 1, not 0. ¶ Without it the pod’s terminationGracePeriodSeconds counts.
        startupProbe: { terminationGracePeriodSeconds: -1 }
        #                                              ^^ 💡 error: terminationGracePeriodSeconds of…
        readinessProbe: { terminationGracePeriodSeconds: 10 }
        #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: A readiness probe must not have terminationGracePeriodSeconds: it never stops a container.
      - livenessProbe: { terminationGracePeriodSeconds: 1 }
        startupProbe: { terminationGracePeriodSeconds: null }
        readinessProbe: { terminationGracePeriodSeconds: null }
    `,
  ));

test('removed with its comment', () =>
  checkFix(
    probeGracePeriod,
    'Remove terminationGracePeriodSeconds',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - readinessProbe:
          # be quick
          terminationGracePeriodSeconds: 10 # seconds
          periodSeconds: 5
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - readinessProbe:
          periodSeconds: 5
    `,
  ));

test('set to 1', () =>
  checkFix(
    probeGracePeriod,
    'Set terminationGracePeriodSeconds to 1',
    `{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"livenessProbe": {"terminationGracePeriodSeconds": 0}}]}}`,
    `{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"livenessProbe": {"terminationGracePeriodSeconds": 1}}]}}`,
  ));
