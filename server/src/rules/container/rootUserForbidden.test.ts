import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { rootUserForbidden } from './rootUserForbidden.ts';

const pod = (ofPod: string, ofContainer: string) => `
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      securityContext: { ${ofPod} }
      containers:
      - name: web
        securityContext:
          ${ofContainer}
    `;
const message =
  'warning: runAsUser 0 is root, which runAsNonRoot forbids: the container never starts (CreateContainerConfigError).';

test('both in the container', () =>
  checkRule(
    rootUserForbidden,
    pod(
      '',
      `runAsNonRoot: true
          runAsUser: 0
          #          ^ ${message}`,
    ),
  ));

test('the policy of the pod, the user of the container', () =>
  checkRule(
    rootUserForbidden,
    pod(
      'runAsNonRoot: true, runAsUser: 1000',
      `runAsUser: 0
          #          ^ ${message}`,
    ),
  ));

test.each([
  ['another user', pod('runAsNonRoot: true', 'runAsUser: 1000')],
  ['a container that may', pod('runAsNonRoot: true, runAsUser: 0', 'runAsNonRoot: false')],
  ['root without a policy', pod('', 'runAsUser: 0')],
  ['a policy without a user, which the image decides', pod('', 'runAsNonRoot: true')],
  ['a template', pod('runAsNonRoot: true', 'runAsUser: {{ .Values.user }}')],
])('silent with %s', (_, text) => checkSilent(rootUserForbidden, text));
