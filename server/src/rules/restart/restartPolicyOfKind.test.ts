import { describe, test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { restartPolicyOfKind } from './restartPolicyOfKind.ts';

const apps = (kind: string, policy: string) => `
    apiVersion: apps/v1
    kind: ${kind}
    spec:
      template:
        spec:
          containers: [{ image: a }]
          ${policy}
    `;

test.each(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'])('a %s takes Always only', (kind) =>
  checkRule(
    restartPolicyOfKind,
    apps(
      kind,
      `restartPolicy: Never
          #              ^^^^^ 💡 error: restartPolicy of a ${kind} must be Always: its pods keep running. Use a Job for work that ends.`,
    ),
  ),
);

describe('a Job', () => {
  const job = (policy: string) => `
    apiVersion: batch/v1
    kind: Job
    spec:
      template:
        spec:
          containers: [{ image: a }]
          ${policy}
    `;
  test('does not take Always', () =>
    checkRule(
      restartPolicyOfKind,
      job(`restartPolicy: Always
          #              ^^^^^^ 💡 error: restartPolicy of a Job must be OnFailure or Never: it waits for its pods to end.`),
    ));
  test('does not take the default', () =>
    checkRule(
      restartPolicyOfKind,
      `
      apiVersion: batch/v1
      kind: CronJob
      spec:
        jobTemplate:
          spec:
            template:
              spec:
    #         ^^^^ 💡 error: A CronJob needs restartPolicy: OnFailure or Never. Without it Always counts, which is rejected.
                containers: [{ image: a }]
      `,
    ));
  test.each([
    'restartPolicy: OnFailure',
    'restartPolicy: Never',
    'restartPolicy: {{ .Values.policy }}',
    '{{- include "policy" . }}',
  ])('takes %s', (policy) => checkSilent(restartPolicyOfKind, job(policy)));
  test('a patch lacks what it does not change', () =>
    checkSilent(
      restartPolicyOfKind,
      `
      apiVersion: batch/v1
      kind: Job
      spec:
        template:
          spec:
            containers: [{ name: a, livenessProbe: {} }]
      `,
      { mayBePatch: true },
    ));
  test('gets the missing policy', () =>
    checkFix(
      restartPolicyOfKind,
      'Set restartPolicy to OnFailure',
      `
      apiVersion: batch/v1
      kind: Job
      spec:
        template:
          spec:
            containers:
            - image: a # the job
        backoffLimit: 3
      `,
      `
      apiVersion: batch/v1
      kind: Job
      spec:
        template:
          spec:
            containers:
            - image: a # the job
            restartPolicy: OnFailure
        backoffLimit: 3
      `,
    ));
  test('with a failure policy takes Never only', () =>
    checkRule(
      restartPolicyOfKind,
      `
      apiVersion: batch/v1
      kind: Job
      spec:
        podFailurePolicy: { rules: [] }
        template:
          spec:
            restartPolicy: OnFailure
            #              ^^^^^^^^^ 💡 error: With a podFailurePolicy, restartPolicy must be Never.
      `,
    ));
});

test('a Pod takes all three, and nothing else', () =>
  checkRule(
    restartPolicyOfKind,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: v1, kind: Pod, spec: {} }
    - { apiVersion: v1, kind: Pod, spec: { restartPolicy: OnFailure } }
    - { apiVersion: v1, kind: Pod, spec: { restartPolicy: "" } }
    - { apiVersion: v1, kind: Pod, spec: { restartPolicy: always } }
    #                                                     ^^^^^^ 💡 error: restartPolicy must be Always, OnFailure or Never, not "always".
    `,
  ));

test('wrong case is corrected', () =>
  checkFix(
    restartPolicyOfKind,
    'Set restartPolicy to Always',
    apps('Deployment', 'restartPolicy: always # keep'),
    apps('Deployment', 'restartPolicy: Always # keep'),
  ));

test('or left to the default', () =>
  checkFix(
    restartPolicyOfKind,
    'Remove restartPolicy',
    `{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {"spec": {"restartPolicy": "Never", "containers": []}}}}`,
    `{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {"spec": {"containers": []}}}}`,
  ));
