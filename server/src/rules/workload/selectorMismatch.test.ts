import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { selectorMismatch } from './selectorMismatch.ts';

test('labels that the selector does not match', () =>
  checkRule(
    selectorMismatch,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      selector: { matchLabels: { app: a, tier: web } }
      template:
        metadata:
          labels: { app: a }
    #     ^^^^^^ 💡 error: The selector must match these labels, or the Deployment does not find its own pods.
        spec: { containers: [{ image: a }] }
    ---
    apiVersion: v1
    kind: ReplicationController
    spec:
      selector: { app: a }
      template:
        metadata:
          labels: { app: b }
    #     ^^^^^^ 💡 error: The selector…
    ---
    apiVersion: batch/v1
    kind: Job
    spec:
      template: { metadata: { labels: { app: a } } }
      selector: { matchLabels: { app: a } }
    # ^^^^^^^^ error: The selector of a Job is generated. Remove it, or set manualSelector: true.
    ---
    apiVersion: batch/v1
    kind: CronJob
    spec:
      jobTemplate:
        spec:
          manualSelector: true
    #     ^^^^^^^^^^^^^^ error: The selector of each Job of a CronJob is generated. Remove it.
    `,
  ));

const deployment = (selector: string, labels: string) => `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      selector:
        ${selector}
      template:
        metadata:
          labels:
            ${labels}
        spec: { containers: [{ image: a }] }
    `;

test.each([
  ['matchLabels: { app: a }', 'app: a'],
  ['matchExpressions: [{ key: app, operator: In, values: [a, b] }]', 'app: b'],
  ['matchLabels: { app: a }', '{{- include "labels" . | nindent 12 }}'],
  ['matchLabels: { app: a }', 'app: {{ .Release.Name }}'],
  ['{{- include "selector" . | nindent 8 }}', 'app: a'],
  ['matchExpressions: [{ key: app, operator: in }]', 'app: b'],
])('silent: %s with %s', (selector, labels) => checkSilent(selectorMismatch, deployment(selector, labels)));

test('the labels follow the selector', () =>
  checkFix(
    selectorMismatch,
    'Change the labels of the template to match',
    deployment('matchLabels: { app: web, tier: "1" }', 'app: wep # name'),
    deployment('matchLabels: { app: web, tier: "1" }', 'app: web # name\n            tier: "1"'),
  ));
