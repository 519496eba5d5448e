import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidNetworkPolicy } from './invalidNetworkPolicy.ts';

test('a good one', () =>
  checkSilent(
    invalidNetworkPolicy,
    `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web}
    spec:
      podSelector: {}
      policyTypes: [Ingress, Egress]
      ingress:
      - from:
        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
        - podSelector: {}
          namespaceSelector: {}
        ports:
        - {protocol: TCP, port: 80, endPort: 90}
        - {port: http}
    `,
  ));

test('peers', () =>
  checkRule(
    invalidNetworkPolicy,
    `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web}
    spec:
      podSelector: {}
      ingress:
      - from:
        - {}
    #     ^^ error: A peer needs a podSelector, a namespaceSelector or an ipBlock.
        - ipBlock: {cidr: 10.0.0.0}
    #                     ^^^^^^^^ error: "10.0.0.0" is not a range of IP addresses, such as 10.0.0.0/8.
        - ipBlock:
    #     ^^^^^^^^ error: An ipBlock must be the only field of its peer. Make two peers of this one.
            cidr: 10.0.0.0/8
            except: [11.0.0.0/16, 10.0.0.0/8]
    #                ^^^^^^^^^^^ error: "11.0.0.0/16" must be a smaller range inside of 10.0.0.0/8.
    #                             ^^^^^^^^^^ error: "10.0.0.0/8" must be a smaller range inside of 10.0.0.0/8.
          podSelector: {}
    `,
  ));

test('ports and types', () =>
  checkRule(
    invalidNetworkPolicy,
    `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web}
    spec:
      podSelector: {}
      policyTypes: [ingress]
    #               ^^^^^^^ error: "ingress" is not a policy type. Use Ingress or Egress.
      egress:
      - ports:
        - protocol: tcp
    #               ^^^ error: "tcp" is not a protocol. Use TCP, UDP or SCTP.
          port: 70000
    #           ^^^^^ error: "70000" is not a valid port: must be between 1 and 65535, inclusive.
        - port: 90
          endPort: 80
    #              ^^ error: endPort must be from port to 65535, not 80.
        - port: http
          endPort: 80
    #              ^^ error: endPort needs a port that is a number.
        - port: HTTP
    #           ^^^^ error: "HTTP" is not a valid port: must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-).
    `,
  ));
