import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { apiVersionNotServed } from './apiVersionNotServed.ts';
import { fieldNotInRelease } from './fieldNotInRelease.ts';
import { notInEnum } from './notInEnum.ts';
import { yamlSyntax } from './yamlSyntax.ts';

test('API versions of earlier days, as in the comments of the course', () => {
  checkRule(
    apiVersionNotServed,
    `
    apiVersion: extensions/v1beta1
    #           ^^^^^^^^^^^^^^^^^^ 💡 error: Since 1.16 Kubernetes no longer serves Deployment as extensions/v1beta1. Use apps/v1.
    kind: Deployment
    ---
    apiVersion: apps/v1
    kind: Deployment
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    `,
  );
  checkFix(
    apiVersionNotServed,
    'Use apps/v1',
    `
    apiVersion: extensions/v1beta1 # old
    kind: Deployment
    `,
    `
    apiVersion: apps/v1 # old
    kind: Deployment
    `,
  );
});

test('a field that the target does not have yet', () =>
  checkRule(
    fieldNotInRelease,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        restartPolicyRules: []
    #   ^^^^^^^^^^^^^^^^^^ error: "restartPolicyRules" is new in Kubernetes 1.34; your target is 1.30.
    `,
    { kubernetes: '1.30' },
  ));

test('values outside an enumeration', () =>
  checkRule(
    notInEnum,
    `
    apiVersion: v1
    kind: Service
    spec:
      type: nodePort
    #       ^^^^^^^^ 💡 error: type can’t be "nodePort". Did you mean "NodePort"?
      ports:
      - {port: 80, protocol: HTTP}
    #                        ^^^^ error: protocol must be SCTP, TCP or UDP, not "HTTP".
    `,
  ));

test('broken text, with the place where it broke', () =>
  checkRule(
    yamlSyntax,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers
    # ^^^^^^^^^^ error: Is a colon missing after "containers"? ¶ What follows in this document may be read wrongly.
      - name: a
    metadata:
    `,
  ));

test('a tab', () =>
  checkFix(
    yamlSyntax,
    'Replace the tabs',
    `
    apiVersion: v1
    kind: Pod
    metadata:
    \tname: b
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: b
    `,
  ));

test('fences of the page that a manifest was copied from', () => {
  checkRule(
    yamlSyntax,
    `
    \`\`\`yaml
    #<-- 💡 error: A Markdown fence is not YAML: it was copied along with the manifest. Remove it.
    apiVersion: v1
    kind: Pod
    `,
  );
  checkFix(
    yamlSyntax,
    'Remove the Markdown fences',
    `
    \`\`\`yaml
    # cat pod.yaml
    apiVersion: v1
    kind: Pod
    \`\`\`
    `,
    `
    # cat pod.yaml
    apiVersion: v1
    kind: Pod
    `,
  );
});

test('what is no manifest may be as broken as it likes', () =>
  checkRule(
    yamlSyntax,
    `
    a: [1
    b: }
    `,
  ));

test('a value that the target does not know yet', () =>
  checkRule(
    notInEnum,
    `
    apiVersion: v1
    kind: Service
    spec:
      trafficDistribution: PreferSameNode
    #                      ^^^^^^^^^^^^^^ error: trafficDistribution can be "PreferSameNode" from Kubernetes 1.34 on; your target 1.30 knows PreferClose.
    `,
    { kubernetes: '1.30' },
  ));
