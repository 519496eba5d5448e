import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { pullPolicyContradictsTag } from './pullPolicyContradictsTag.ts';

test('a tag that moves, pulled once or never', () =>
  checkRule(
    pullPolicyContradictsTag,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: registry:5000/app
        imagePullPolicy: IfNotPresent
        #                ^^^^^^^^^^^^ 💡 warning: registry:5000/app:latest can change, but nodes that have it keep their old copy, so pods run different versions.
      - image: app:latest
        imagePullPolicy: Never
        #                ^^^^^ warning: app:latest can change, but is never pulled: a pod runs the copy on its node, or does not start.
    `,
  ));

test.each([
  ['app:1.2', 'IfNotPresent'],
  ['app:1.2', 'Never'],
  ['app', 'Always'],
  ['app', '""'],
  [`app:latest@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
  ['not an image', 'IfNotPresent'],
  ['{{ .Values.image }}', 'IfNotPresent'],
  ['app', '{{ .Values.policy }}'],
])('%s with %s', (image, policy) =>
  checkSilent(
    pullPolicyContradictsTag,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: ${image}
        imagePullPolicy: ${policy}
    `,
  ),
);

test('pulled always', () =>
  checkFix(
    pullPolicyContradictsTag,
    'Set imagePullPolicy to Always',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"image":"a","imagePullPolicy":"IfNotPresent"}]}}',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"image":"a","imagePullPolicy":"Always"}]}}',
  ));

test('left to the default', () =>
  checkFix(
    pullPolicyContradictsTag,
    'Remove imagePullPolicy',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - imagePullPolicy: IfNotPresent # once
        image: a
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: a
    `,
  ));

test('silent where a kustomization may name the version', () =>
  checkSilent(
    pullPolicyContradictsTag,
    'apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: app, imagePullPolicy: IfNotPresent }] }\n',
    { role: 'resource' },
  ));
