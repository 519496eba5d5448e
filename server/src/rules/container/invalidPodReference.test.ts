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
      #                   ^^^^^^^^^^ error: "My_Account" is not a valid serviceAccountName: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      hostname: a.b
      #         ^^^ error: "a.b" is not a valid hostname: must not contain dots.
      subdomain: ""
      nodeName: node-1.example.com
      priorityClassName: {{ .Values.priority }}
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    spec: { template: { spec: { hostname: a.b } } }
    `,
  ));

test('hostnameOverride, where its feature gate is on', () => {
  const pod = `
    apiVersion: v1
    kind: Pod
    spec:
      hostnameOverride: -a
      #                 ^^ error: "-a" is not a valid hostnameOverride…
    `;
  checkRule(invalidPodReference, pod, { kubernetes: '1.37' });
  checkRule(invalidPodReference, pod.replace(/ +# .*\n/, ''), { kubernetes: '1.34' });
  checkRule(
    invalidPodReference,
    `
    apiVersion: v1
    kind: Pod
    spec:
      hostNetwork: true
      hostnameOverride: web
    # ^^^^^^^^^^^^^^^^ error: A pod with hostNetwork: true must not have hostnameOverride.
    `,
    { kubernetes: '1.37' },
  );
});
