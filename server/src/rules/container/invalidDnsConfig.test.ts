import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidDnsConfig } from './invalidDnsConfig.ts';

test('servers, searches and options', () =>
  checkRule(
    invalidDnsConfig,
    `
    apiVersion: v1
    kind: Pod
    spec:
      dnsConfig:
        nameservers: [dns.example.com, 10.0.0.1, "fd00::1", 10.0.0.2]
       #^^^^^^^^^^^ error: dnsConfig can have at most 3 name servers, not 4.
        #             ^^^^^^^^^^^^^^^ error: "dns.example.com" is not an IP address.
        searches: [Shop, shop.svc, a_b.c, ., shop.svc.]
        #          ^^^^ error: "Shop" is not a DNS name: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
        options: [{ name: ndots, value: "2" }, { value: a }]
        #                                      ^^^^^^^^^^^^ error: This option needs a name.
    `,
  ));

test('an underscore before 1.33', () =>
  checkRule(
    invalidDnsConfig,
    `
    apiVersion: v1
    kind: Pod
    spec:
      dnsConfig:
        searches: [a_b.c, .]
        #          ^^^^^ error: "a_b.c" is not a DNS name: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
        #                 ^ error: "." is not a DNS name: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
    `,
    { kubernetes: '1.32' },
  ));

test('aliases', () =>
  checkRule(
    invalidDnsConfig,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostAliases:
      - { ip: localhost, hostnames: [a, A] }
      #       ^^^^^^^^^ error: "localhost" is not an IP address.
      #                                 ^ error: "A" is not a DNS name: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      - { ip: 10.0.0.1, hostnames: [db.local] }
    `,
  ));

test('without a server that is said already', () =>
  checkRule(
    invalidDnsConfig,
    `
    apiVersion: v1
    kind: Pod
    spec:
      dnsPolicy: None
      dnsConfig: { searches: [A] }
    `,
  ));
