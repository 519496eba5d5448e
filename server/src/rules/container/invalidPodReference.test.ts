import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidPodReference } from './invalidPodReference.ts';

test('names of what a pod refers to', () =>
  checkRule(
    invalidPodReference,
    `
    apiVersion: v1
    kind: Pod
    spec:
      serviceAccountName: My_Account
      #                   ^^^^^^^^^^ error: "My_Account" can’t be a serviceAccountName: it must consist of…
      hostname: a.b
      #         ^^^ error: "a.b" can’t be a hostname: it must not contain dots.
      subdomain: ""
      nodeName: node-1.example.com
      priorityClassName: {{ .Values.priority }}
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    spec: { template: { spec: { hostname: a.b } } }
    `,
  ));
