import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { serviceTypeContradiction } from './serviceTypeContradiction.ts';

test('fields that do not fit', () =>
  checkRule(
    serviceTypeContradiction,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: v1, kind: Service, spec: { type: LoadBalancer, clusterIP: None } }
    #                                                                         ^^^^ error: A Service of type LoadBalancer is reached from outside, so it can’t be headless…
    - { apiVersion: v1, kind: Service, spec: { type: ExternalName } }
    #                                  ^^^^ error: A Service of type ExternalName needs externalName…
    - { apiVersion: v1, kind: Service, spec: { type: ExternalName, externalName: a_b, clusterIP: 10.0.0.1 } }
    #                                                                            ^^^ error: "a_b" is no DNS name.
    #                                                                                 ^^^^^^^^^ 💡 error: An ExternalName is only a DNS record, so it has no clusterIP…
    - { apiVersion: v1, kind: Service, spec: { externalTrafficPolicy: Local } }
    #                                          ^^^^^^^^^^^^^^^^^^^^^ 💡 error: externalTrafficPolicy only means something…
    - { apiVersion: v1, kind: Service, spec: { type: NodePort, externalTrafficPolicy: Local, healthCheckNodePort: 31000, loadBalancerSourceRanges: [10.0.0.0/8] } }
    #                                                                                        ^^^^^^^^^^^^^^^^^^^ 💡 error: healthCheckNodePort only…
    #                                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: loadBalancerSourceRanges only…
    - { apiVersion: v1, kind: Service, spec: { sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }, internalTrafficPolicy: "" } }
    #                                                                                                                          ^ error: timeoutSeconds of the session affinity…
    #                                                                                                                                                        ^^ error: internalTrafficPolicy is…
    `,
  ));

test.each([
  '{ type: ExternalName, externalName: example.com. }',
  '{ type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 31000, loadBalancerSourceRanges: [10.0.0.0/8], allocateLoadBalancerNodePorts: false }',
  '{ type: {{ .Values.type }}, externalTrafficPolicy: Local }',
  '{ clusterIP: None }',
  '{ sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } } }',
])('silent: %s', (spec) => checkSilent(serviceTypeContradiction, `{ apiVersion: v1, kind: Service, spec: ${spec} }`));

test('removed', () =>
  checkFix(
    serviceTypeContradiction,
    'Remove externalTrafficPolicy',
    'apiVersion: v1\nkind: Service\nspec:\n  externalTrafficPolicy: Local # fast\n  ports: []\n',
    'apiVersion: v1\nkind: Service\nspec:\n  ports: []\n',
  ));
