import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { dnsNoneWithoutServer } from './dnsNoneWithoutServer.ts';

test('None needs a server', () =>
  checkRule(
    dnsNoneWithoutServer,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: v1, kind: Pod, spec: { dnsPolicy: None } }
    #                                                 ^^^^ error: dnsPolicy: None needs a name server in dnsConfig.nameservers.
    - { apiVersion: v1, kind: Pod, spec: { dnsPolicy: None, dnsConfig: { nameservers: [] } } }
    #                                                 ^^^^ error: dnsPolicy: None needs a name server in dnsConfig.nameservers.
    - { apiVersion: v1, kind: Pod, spec: { dnsPolicy: None, dnsConfig: { nameservers: [10.0.0.10] } } }
    - { apiVersion: v1, kind: Pod, spec: { dnsPolicy: None, dnsConfig: {{ .Values.dns }} } }
    - { apiVersion: v1, kind: Pod, spec: { dnsPolicy: Default } }
    `,
  ));
