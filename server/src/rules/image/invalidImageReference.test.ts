import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidImageReference } from './invalidImageReference.ts';

test('names that the kubelet cannot read', () =>
  checkRule(
    invalidImageReference,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: Acme/Web:1
        #      ^^^^^^^^^^ 💡 warning: "Acme/Web:1" is not a valid image name (invalid reference format: repository name (Web) must be lowercase), so the container never starts (InvalidImageName).
      - image: "nginx:"
        #      ^^^^^^^^ 💡 warning: "nginx:" is…
      - image: nginx@sha256:abc
        #      ^^^^^^^^^^^^^^^^ warning: "nginx@sha256:abc" is…
      - image: registry.example.com:5000/team/app:v1.2_3-x@sha256:${'a'.repeat(64)}
      - image: \${REGISTRY}/app:\${TAG}
      - image: <image>
      - image: {{ .Values.image }}
      - image: ""
      - image: " nginx"
    `,
  ));

test('in lower case', () =>
  checkFix(
    invalidImageReference,
    'Use acme/web:1',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: Acme/Web:1 # ours\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: acme/web:1 # ours\n',
  ));
