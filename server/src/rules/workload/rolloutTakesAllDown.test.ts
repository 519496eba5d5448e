import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { rolloutTakesAllDown } from './rolloutTakesAllDown.ts';

test('all at once', () =>
  checkRule(
    rolloutTakesAllDown,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 2 } } } }
    #                                                                                                            ^ 💡 warning: maxUnavailable allows all pods to be down at once during an update, so requests may fail.
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 100% } } } }
    #                                                                                                            ^^^^ 💡 warning: maxUnavailable allows all pods to be down at once during an update, so requests may fail.
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 99% } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: 1, strategy: { rollingUpdate: { maxUnavailable: 1 } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { strategy: { rollingUpdate: { maxUnavailable: 100% } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: {{ .Values.replicas }}, strategy: { rollingUpdate: { maxUnavailable: 100% } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: {{ .Values.replicas }}, strategy: { rollingUpdate: { maxUnavailable: 3 } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: 3, strategy: { type: Recreate, rollingUpdate: { maxUnavailable: 3 } } } }
    - { apiVersion: apps/v1, kind: Deployment, spec: { replicas: 4, strategy: { rollingUpdate: { maxUnavailable: 4 } }, template: { spec: { containers: [{ readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 30 } }] } } } }
    #                                                                                                            ^ 💡 warning: maxUnavailable allows all pods to be down at once during an update, so requests may fail. ¶ That takes at least 40 s. Use a smaller maxUnavailable, or type: Recreate if you want this.
    `,
  ));

test('one at a time', () =>
  checkFix(
    rolloutTakesAllDown,
    'Set maxUnavailable to 1',
    '{"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":3,"strategy":{"rollingUpdate":{"maxUnavailable":3}}}}',
    '{"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":3,"strategy":{"rollingUpdate":{"maxUnavailable":1}}}}',
  ));

test('what an autoscaler decides counts only where all is all', () => {
  const deployment = (maxUnavailable: string) =>
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3, selector: {}, strategy: {rollingUpdate: {maxUnavailable: ${maxUnavailable}}}}}`;
  const beside = {
    'scaler.yaml':
      '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {scaleTargetRef: {kind: Deployment, name: web}}}',
  };
  checkSilent(rolloutTakesAllDown, deployment('3'), { beside });
  checkFix(rolloutTakesAllDown, 'Set maxUnavailable to 1', deployment('100%'), deployment('1'), { beside });
  checkFix(rolloutTakesAllDown, 'Set maxUnavailable to 1', deployment('3'), deployment('1'));
  // However many it makes of them, be the number written or not.
  for (const replicas of ['', 'replicas: 1,', 'replicas: {{ .Values.replicas }},']) {
    const written = (maxUnavailable: string) => deployment(maxUnavailable).replace('replicas: 3,', replicas);
    checkFix(rolloutTakesAllDown, 'Set maxUnavailable to 1', written('100%'), written('1'), { beside });
  }
});

test('a StatefulSet, from the release on that uses the field', () => {
  const set = (more = '') => `
    apiVersion: apps/v1
    kind: StatefulSet
    spec:
      replicas: 3
      updateStrategy:
        rollingUpdate:
          maxUnavailable: 100%${more}
    `;
  const marked = set(`
          #               ^^^^ 💡 warning: maxUnavailable allows all pods to be down at once during an update, so requests may fail. ¶ Use a smaller maxUnavailable.`);
  checkRule(rolloutTakesAllDown, marked, { kubernetes: '1.37' });
  checkSilent(rolloutTakesAllDown, set(), { kubernetes: '1.36' });
  checkSilent(rolloutTakesAllDown, set('\n          partition: 2'), { kubernetes: '1.37' });
});
