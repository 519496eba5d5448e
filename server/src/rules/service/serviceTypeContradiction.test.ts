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
    #                                                                         ^^^^ error: A Service of type LoadBalancer can’t be headless: it is reached from outside. Remove clusterIP: None.
    - { apiVersion: v1, kind: Service, spec: { type: ExternalName } }
    #                                  ^^^^ error: A Service of type ExternalName needs externalName…
    - { apiVersion: v1, kind: Service, spec: { type: ExternalName, externalName: a_b, clusterIP: 10.0.0.1 } }
    #                                                                            ^^^ error: "a_b" is not a DNS name.
    #                                                                                 ^^^^^^^^^ 💡 error: An ExternalName must not have clusterIP: it is only a DNS record. Remove it.
    - { apiVersion: v1, kind: Service, spec: { externalTrafficPolicy: Local } }
    #                                          ^^^^^^^^^^^^^^^^^^^^^ 💡 error: externalTrafficPolicy is allowed only with type: NodePort or LoadBalancer. Remove it.
    - { apiVersion: v1, kind: Service, spec: { type: NodePort, externalTrafficPolicy: Local, healthCheckNodePort: 31000, loadBalancerSourceRanges: [10.0.0.0/8] } }
    #                                                                                        ^^^^^^^^^^^^^^^^^^^ 💡 error: healthCheckNodePort is allowed only with type: LoadBalancer and externalTrafficPolicy: Local. Remove it.
    #                                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: loadBalancerSourceRanges is allowed only with type: LoadBalancer. Remove it.
    - { apiVersion: v1, kind: Service, spec: { type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: -1 } }
    #                                                                                                                 ^^ error: healthCheckNodePort must be a number from 1 to 65535, not -1.
    - { apiVersion: v1, kind: Service, spec: { sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }, internalTrafficPolicy: "" } }
    #                                                                                                                          ^ error: timeoutSeconds of the session affinity…
    #                                                                                                                                                        ^^ error: internalTrafficPolicy must be Cluster or Local. Remove it, or set one of them.
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
