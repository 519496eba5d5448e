import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
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
        #      ^^^^^^^^^^^^^^^^^ hint: registry:5000/app without a tag means whatever is newest when a pod starts…
      - image: app:latest
        #      ^^^^^^^^^^ hint: app:latest means…
      - image: app:1
      - image: app:latest@sha256:${'a'.repeat(64)}
      - { image: app, imagePullPolicy: IfNotPresent }
      - image: Not An Image
      - image: {{ .Values.image }}
    `,
  ));
