import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { unpinnedImage } from './unpinnedImage.ts';

test('images that only a tag names', () =>
  checkRule(
    unpinnedImage,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: registry:5000/team/app:1.2
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Whoever can push to the registry can move the tag 1.2…
      - image: app@sha256:${'a'.repeat(64)}
      - image: app:1.2@sha256:${'a'.repeat(64)}
      - image: app
      - image: app:latest
      - image: app:{{ .Values.tag }}
      - name: none
    `,
  ));
