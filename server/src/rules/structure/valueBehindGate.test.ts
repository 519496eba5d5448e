import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { valueBehindGate } from './valueBehindGate.ts';

const tolerating = `
  apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec:
    containers: [{name: web, image: "nginx:1.27"}]
    tolerations:
    - key: speed
      operator: Gt
`;

test('names the gate', () =>
  checkRule(
    valueBehindGate,
    `${tolerating}  #             ^^ error: "Gt" needs the feature gate TaintTolerationComparisonOperators, which is off in Kubernetes 1.37.`,
    { kubernetes: '1.37' },
  ));

test('a cluster may have the gate on', () =>
  checkSilent(valueBehindGate, `${tolerating}      value: "5"\n`, {
    kubernetes: '1.37',
    gates: { TaintTolerationComparisonOperators: true },
  }));

test('other values need no gate', () =>
  checkSilent(valueBehindGate, tolerating.replace('Gt', 'Exists'), { kubernetes: '1.37' }));

const autoscaler = `
  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: web}
  spec:
    maxReplicas: 3
    scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
    minReplicas: 0
`;

test('scales to zero since 1.37', () => {
  checkSilent(valueBehindGate, autoscaler, { kubernetes: '1.37' });
  checkRule(valueBehindGate, `${autoscaler}  #              ^ error: "0" needs the feature gate HPAScaleToZero…`, {
    kubernetes: '1.36',
  });
});
