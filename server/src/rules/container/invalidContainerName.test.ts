import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidContainerName } from './invalidContainerName.ts';

test('missing and invalid names', () =>
  checkRule(
    invalidContainerName,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: registry:5000/team/app:1
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: A container needs a name of at most 63 lower-case letters, digits and -.
      - name: -a
        #     ^^ 💡 error: "-a" is not a valid container name: use at most 63 lower-case letters, digits and -.
      - name: ${'a'.repeat(64)}
        #     ${'^'.repeat(64)} 💡 error: "aaa…
      - name: ${'b'.repeat(63)}
      - name: "1"
      - name: {{ .Chart.Name }}
      - {{- include "container" . }}
    `,
  ));

test('the name of the image is offered', () =>
  checkFix(
    invalidContainerName,
    'Add name: app',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: registry:5000/team/app:1 # ours
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: registry:5000/team/app:1 # ours
        name: app
    `,
  ));

test('a repaired name is offered', () =>
  checkFix(
    invalidContainerName,
    'Use web-server',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"Web_Server"}]}}',
    '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"web-server"}]}}',
  ));
