import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { missingImage } from './missingImage.ts';

test('no image, or an empty one', () =>
  checkRule(
    missingImage,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
      # ^^^^^^^ error: A container needs an image, e.g. registry/name:version.
      - image: ""
      #        ^^ error: A container needs an image, e.g. registry/name:version.
      - image: " "
      - image: {{ .Values.image }}
      - name: b
        {{- include "image" . | nindent 8 }}
    `,
  ));

test('a patch names only what it changes', () =>
  checkSilent(
    missingImage,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      template:
        spec:
          containers:
          - name: web
            livenessProbe: { periodSeconds: 5 }
    `,
    { mayBePatch: true },
  ));
