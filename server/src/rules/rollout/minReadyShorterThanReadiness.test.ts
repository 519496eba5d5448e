import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { minReadyShorterThanReadiness } from './minReadyShorterThanReadiness.ts';

const deployment = (minReady: string, probes: string) => `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      ${minReady}
      template:
        spec:
          containers:
          ${probes}
    `;
const probe = (timings: string) => `- { readinessProbe: { tcpSocket: { port: 80 }, ${timings} } }`;

test('shorter than one period', () =>
  checkRule(
    minReadyShorterThanReadiness,
    deployment(
      `minReadySeconds: 9
      #                ^ 💡 hint: minReadySeconds (9 s) protects nothing: the readiness probe needs 30 s to notice a failure. ¶ A new pod counts as available 9 s after it became ready. The probe fails after 3 × 10 s. Make minReadySeconds longer than that.`,
      probe('periodSeconds: 10'),
    ),
  ));

test.each([
  ['a whole period', 'minReadySeconds: 10', probe('')],
  ['none', '', probe('')],
  ['zero', 'minReadySeconds: 0', probe('')],
  ['no probe', 'minReadySeconds: 5', '- {}'],
  ['a period by a template', 'minReadySeconds: 5', probe('periodSeconds: {{ .Values.period }}')],
  ['another probe that notices soon', 'minReadySeconds: 5', `${probe('')}\n          ${probe('periodSeconds: 2')}`],
])('silent with %s', (_, minReady, probes) => checkSilent(minReadyShorterThanReadiness, deployment(minReady, probes)));

test('long enough to notice a failure', () =>
  checkFix(
    minReadyShorterThanReadiness,
    'Set minReadySeconds to 40',
    deployment('minReadySeconds: 5', probe('periodSeconds: 20, failureThreshold: 2')),
    deployment('minReadySeconds: 40', probe('periodSeconds: 20, failureThreshold: 2')),
  ));
