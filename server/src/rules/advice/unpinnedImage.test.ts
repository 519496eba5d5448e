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
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: The tag 1.2 can be moved to another image. Pin it: registry:5000/team/app:1.2@sha256:….
      - image: app@sha256:${'a'.repeat(64)}
      - image: app:1.2@sha256:${'a'.repeat(64)}
      - image: app
      - image: app:latest
      - image: app:{{ .Values.tag }}
      - name: none
    `,
  ));
