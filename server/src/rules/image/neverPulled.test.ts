import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { neverPulled } from './neverPulled.ts';

test('Never', () =>
  checkRule(
    neverPulled,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - { image: app:1, imagePullPolicy: Never }
      #                                  ^^^^^ 💡 information: With imagePullPolicy: Never a node that does not have app:1 already can’t run the pod…
      - { image: app, imagePullPolicy: Never }
      - { image: app:1, imagePullPolicy: IfNotPresent }
      - { image: {{ .Values.image }}, imagePullPolicy: Never }
    `,
  ));

test('IfNotPresent', () =>
  checkFix(
    neverPulled,
    'Set imagePullPolicy to IfNotPresent',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: app:1\n    imagePullPolicy: Never # local\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: app:1\n    imagePullPolicy: IfNotPresent # local\n',
  ));
