import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { floatingTag } from './floatingTag.ts';

test('latest, or nothing', () =>
  checkRule(
    floatingTag,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: registry:5000/app
        #      ^^^^^^^^^^^^^^^^^ hint: registry:5000/app has no tag, so it means the newest image when a pod starts: pods may run different versions.
      - image: app:latest
        #      ^^^^^^^^^^ hint: app:latest means…
      - image: app:1
      - image: app:latest@sha256:${'a'.repeat(64)}
      - { image: app, imagePullPolicy: IfNotPresent }
      - image: Not An Image
      - image: {{ .Values.image }}
    `,
  ));

test('silent where a kustomization may name the version', () =>
  checkSilent(floatingTag, 'apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: app }] }\n', {
    role: 'resource',
  }));
