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
      - { image: ghcr.io/acme/app:1, imagePullPolicy: Never }
      #                                               ^^^^^ 💡 warning: With imagePullPolicy: Never a node that does not have ghcr.io/acme/app:1 already can’t run the pod: it stays in ErrImageNeverPull…
      - { image: localhost:5001/app:1, imagePullPolicy: Never }
      #                                                 ^^^^^ 💡 information: With…
      - { image: ghcr.io/acme/app:dev, imagePullPolicy: Never }
      #                                                 ^^^^^ 💡 information: With…
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
      #                                               ^^^^^ 💡 information: With…
    `,
  ));

test('IfNotPresent', () =>
  checkFix(
    neverPulled,
    'Set imagePullPolicy to IfNotPresent',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: app:1\n    imagePullPolicy: Never # local\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: app:1\n    imagePullPolicy: IfNotPresent # local\n',
  ));
