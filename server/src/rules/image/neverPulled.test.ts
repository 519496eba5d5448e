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
      #                                  ^^^^^ 💡 information: On a node without app:1 the pod does not start (ErrImageNeverPull).
      - { image: ghcr.io/acme/app:1, imagePullPolicy: Never }
      #                                               ^^^^^ 💡 warning: On a node without ghcr.io/acme/app:1 the pod does not start (ErrImageNeverPull).
      - { image: localhost:5001/app:1, imagePullPolicy: Never }
      #                                                 ^^^^^ 💡 information: On a node without …
      - { image: ghcr.io/acme/app:dev, imagePullPolicy: Never }
      #                                                 ^^^^^ 💡 information: On a node without …
      - { image: app, imagePullPolicy: Never }
      - { image: app:1, imagePullPolicy: IfNotPresent }
      - { image: {{ .Values.image }}, imagePullPolicy: Never }
    `,
  ));

test('mild where the cluster is on one machine', () =>
  checkRule(
    neverPulled,
    `
    # kind load docker-image ghcr.io/acme/app:1
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - { image: ghcr.io/acme/app:1, imagePullPolicy: Never }
      #                                               ^^^^^ 💡 information: On a node without …
    `,
  ));

test('IfNotPresent', () =>
  checkFix(
    neverPulled,
    'Set imagePullPolicy to IfNotPresent',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: app:1\n    imagePullPolicy: Never # local\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: app:1\n    imagePullPolicy: IfNotPresent # local\n',
  ));
