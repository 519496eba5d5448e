import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { containerRestartPolicy } from './containerRestartPolicy.ts';

const manifest = (marks: readonly [string, string]) => `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - { name: a, restartPolicy: Always }
      - { name: b, restartPolicy: always }
      #                           ^^^^^^ 💡 warning: restartPolicy of a container must be Always, OnFailure or Never. Kubernetes drops "always". ¶ Since 1.35 the API server rejects it.
      containers:
      - { name: c, restartPolicy: Never }${marks[0]}
      - name: d
        restartPolicyRules: [{ action: Restart }]${marks[1]}
      - { name: e, restartPolicy: {{ .Values.policy }} }
      - name: f
        restartPolicyRules: []
    `;

test('dropped before 1.35', () =>
  checkRule(
    containerRestartPolicy,
    manifest([
      '\n      #                           ^^^^^ warning: Kubernetes 1.34 drops restartPolicy of this container, so the pod’s restartPolicy counts.',
      '\n    #   ^^^^^^^^^^^^^^^^^^ warning: Kubernetes 1.34 drops restartPolicyRules…',
    ]),
  ));

test('since 1.35 another rule reports it', () =>
  checkSilent(
    containerRestartPolicy,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - restartPolicy: never
        restartPolicyRules: [{ action: Restart }]
    `,
    { kubernetes: '1.35' },
  ));

test('its case corrected', () =>
  checkFix(
    containerRestartPolicy,
    'Use Always',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - restartPolicy: always # proxy\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - restartPolicy: Always # proxy\n',
  ));

test('it moves to where it holds', () =>
  checkFix(
    containerRestartPolicy,
    'Move restartPolicy into spec.template.spec, for all containers',
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - name: a
            restartPolicy: Always # as ever
            image: a:1
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - name: a
            image: a:1
          restartPolicy: Always # as ever
    `,
  ));
