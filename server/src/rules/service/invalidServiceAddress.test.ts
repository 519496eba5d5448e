import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidServiceAddress } from './invalidServiceAddress.ts';

test('addresses and ranges', () =>
  checkRule(
    invalidServiceAddress,
    `
    apiVersion: v1
    kind: Service
    spec:
      type: LoadBalancer
      clusterIP: x
      #          ^ error: clusterIP must be an IP address, empty, or None for a headless Service, not "x".
      externalIPs: [203.0.113.7, web.example.com, 127.0.0.1, "::1", "2001:db8::1"]
      #                          ^^^^^^^^^^^^^^^ error: "web.example.com" is not an IP address.
      #                                           ^^^^^^^^^ error: 127.0.0.1 can’t be an external address: it is not reachable from outside the node.
      #                                                      ^^^^^ error: ::1 can’t be an external address: it is not reachable from outside the node.
      loadBalancerSourceRanges: [10.0.0.0/8, 10.0.0.1, " 10.0.0.0/16 "]
      #                                      ^^^^^^^^ error: "10.0.0.1" is not a range of IP addresses, such as 10.0.0.0/8.
      loadBalancerClass: a b
      #                  ^^^ error: "a b" is not a valid loadBalancerClass: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
    `,
  ));

test('good ones', () =>
  checkRule(
    invalidServiceAddress,
    `
    apiVersion: v1
    kind: Service
    spec:
      clusterIP: None
      externalIPs: ["{{ .Values.ip }}"]
    ---
    apiVersion: v1
    kind: Service
    spec:
      clusterIP: "{{ .Values.ip }}"
    ---
    apiVersion: v1
    kind: Service
    spec:
      clusterIP: 10.0.0.1
    `,
  ));
