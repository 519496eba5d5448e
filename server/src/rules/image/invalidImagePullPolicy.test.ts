import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidImagePullPolicy } from './invalidImagePullPolicy.ts';

test('one of three', () =>
  checkRule(
    invalidImagePullPolicy,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - imagePullPolicy: IfNotPresented
        #                ^^^^^^^^^^^^^^ 💡 error: imagePullPolicy must be Always, IfNotPresent or Never, not "IfNotPresented".
      containers:
      - imagePullPolicy: always
        #                ^^^^^^ 💡 error: imagePullPolicy must be Always, IfNotPresent or Never, not "always".
      - imagePullPolicy: Always
      - imagePullPolicy: IfNotPresent
      - imagePullPolicy: Never
      - imagePullPolicy: ""
      - imagePullPolicy:
      - imagePullPolicy: {{ .Values.policy }}
    `,
  ));

test.each([
  ['always', 'Always'],
  ['"ifnotpresent"', '"IfNotPresent"'],
  ['If-Not-Present', 'IfNotPresent'],
])('%s becomes %s', (before, after) => {
  const text = (policy: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - { image: a, imagePullPolicy: ${policy} } # pull
    `;
  checkFix(invalidImagePullPolicy, `Use ${after.replaceAll('"', '')}`, text(before), text(after));
});
