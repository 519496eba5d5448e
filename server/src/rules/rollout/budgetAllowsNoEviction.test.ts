import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { budgetAllowsNoEviction } from './budgetAllowsNoEviction.ts';

const budget = (amount: string, marker = '') => `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: { name: shop }
    spec:
      ${amount}
      ${marker}
      selector: { matchLabels: { app: shop } }
    `;
const shop = (spec: string, name = 'shop') => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: ${name} }
    spec:
      ${spec}
      selector: { matchLabels: { app: shop } }
      template:
        metadata: { labels: { app: shop } }
        spec: { containers: [{ name: shop, image: a }] }
    `;

test('amounts that allow nothing, with any number of pods', () => {
  checkRule(
    budgetAllowsNoEviction,
    budget('maxUnavailable: 0', '#               ^ 💡 warning: maxUnavailable: 0 lets…'),
  );
  checkRule(
    budgetAllowsNoEviction,
    budget('maxUnavailable: 0%', '#               ^^ 💡 warning: maxUnavailable: 0% …'),
  );
  checkRule(
    budgetAllowsNoEviction,
    budget('minAvailable: 100%', '#             ^^^^ warning: minAvailable: 100% lets…'),
  );
});

test('as many as there are, of one workload or several', () => {
  checkRule(
    budgetAllowsNoEviction,
    budget(
      'minAvailable: 1',
      '#             ^ warning: minAvailable: 1 needs 1 of 1 pods: no healthy pod can be evicted…',
    ),
    { beside: { 'shop.yaml': shop('replicas: 1') } },
  );
  checkRule(
    budgetAllowsNoEviction,
    budget('minAvailable: 3', '#             ^ 💡 warning: minAvailable: 3 needs 3 of 3 pods…'),
    { beside: { 'shop.yaml': shop('replicas: 1'), 'canary.yaml': shop('replicas: 2', 'canary') } },
  );
});

test('percentages are rounded up', () => {
  const beside = { 'shop.yaml': shop('replicas: 2') };
  checkRule(
    budgetAllowsNoEviction,
    budget('minAvailable: 51%', '#             ^^^ 💡 warning: minAvailable: 51% needs 2 of 2 pods…'),
    {
      beside,
    },
  );
  checkSilent(budgetAllowsNoEviction, budget('minAvailable: 50%'), { beside });
  checkSilent(budgetAllowsNoEviction, budget('maxUnavailable: 1%'), { beside });
});

test.each([
  ['one more runs', 'minAvailable: 1', { 'shop.yaml': shop('replicas: 2') }],
  ['no pods are in view', 'minAvailable: 1', {}],
  ['none is to run', 'minAvailable: 1', { 'shop.yaml': shop('replicas: 0') }],
  ['a template decides', 'minAvailable: 1', { 'shop.yaml': shop('replicas: {{ .Values.replicas }}') }],
  [
    'a number that an autoscaler decides',
    'minAvailable: 1',
    {
      'shop.yaml': shop('replicas: 1'),
      'scaler.yaml': `
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: shop }
        spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }, maxReplicas: 5 }
        `,
    },
  ],
  [
    'pods that may be in another namespace',
    'minAvailable: 1',
    { 'shop.yaml': shop('replicas: 1').replace('name: shop }', 'name: shop, namespace: b }') },
  ],
])('silent: %s', (_, amount, beside) => checkSilent(budgetAllowsNoEviction, budget(amount), { beside }));

test('the fix', () =>
  checkFix(budgetAllowsNoEviction, 'Set minAvailable to 2', budget('minAvailable: 3'), budget('minAvailable: 2'), {
    beside: { 'shop.yaml': shop('replicas: 3') },
  }));
