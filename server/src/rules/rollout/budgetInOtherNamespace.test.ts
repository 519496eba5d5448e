import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { budgetInOtherNamespace } from './budgetInOtherNamespace.ts';

const budget = (namespace: string, marker = '', name = 'shop') => `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata:
      name: ${name}
      namespace: ${namespace}
      ${marker}
    spec:
      maxUnavailable: 1
      selector: { matchLabels: { app: shop } }
    `;
const shop = (namespace: string) => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: shop, namespace: ${namespace} }
    spec:
      selector: { matchLabels: { app: shop } }
      template:
        metadata: { labels: { app: shop } }
        spec: { containers: [{ name: shop, image: a }] }
    `;

test('a budget whose pods are in another namespace', () => {
  checkRule(
    budgetInOtherNamespace,
    budget(
      'policies',
      '#          ^^^^^^^^ warning: A budget protects pods of its own namespace only: Deployment shop is in shops, not in policies.',
    ),
    { beside: { 'shop.yaml': shop('shops') } },
  );
});

test('silent where its namespace has such pods, or theirs has such a budget', () => {
  checkSilent(budgetInOtherNamespace, budget('shops'), { beside: { 'shop.yaml': shop('shops') } });
  checkSilent(budgetInOtherNamespace, budget('a'), { beside: { 'a.yaml': shop('a'), 'b.yaml': shop('b') } });
  checkSilent(budgetInOtherNamespace, budget('a'), { beside: { 'b.yaml': shop('b'), 'budget.yaml': budget('b') } });
});

test('silent where nothing is known', () => {
  checkSilent(budgetInOtherNamespace, budget('a'));
  checkSilent(budgetInOtherNamespace, budget('{{ .Release.Namespace }}'), { beside: { 'b.yaml': shop('b') } });
  checkSilent(budgetInOtherNamespace, budget('a'), { beside: { 'b.yaml': shop('{{ .x }}') } });
});
