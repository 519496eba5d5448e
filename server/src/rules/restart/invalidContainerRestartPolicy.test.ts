import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidContainerRestartPolicy } from './invalidContainerRestartPolicy.ts';

const manifest = (marks: readonly string[]) => `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - { name: a, restartPolicy: always }${marks[0] ?? ''}
      containers:
      - { name: b, restartPolicy: Never }
      - name: c
        restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [42] } }]${marks[1] ?? ''}
      - name: d
        restartPolicy: Never
        restartPolicyRules:
        - { exitCodes: { operator: In } }${marks[2] ?? ''}
        - { action: Restart }${marks[3] ?? ''}
        - { action: Restart, exitCodes: { values: [1] } }${marks[4] ?? ''}
        - { action: Restart, exitCodes: { operator: NotIn, values: [0] } }
      - { name: e, restartPolicy: {{ .Values.policy }}, restartPolicyRules: [] }
    `;

test('since 1.35', () =>
  checkRule(
    invalidContainerRestartPolicy,
    manifest([
      '\n      #                           ^^^^^^ 💡 error: restartPolicy of a container must be Always, OnFailure or Never, not "always".',
      '\n    #   ^^^^^^^^^^^^^^^^^^ error: A container with restartPolicyRules needs a restartPolicy: the rules are exceptions from it.',
      '\n        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A rule needs an action: Restart.',
      '\n        # ^^^^^^^^^^^^^^^^^^^ error: A rule needs exitCodes…',
      '\n        #                    ^^^^^^^^^ error: exitCodes needs an operator: In or NotIn.',
    ]),
    { kubernetes: '1.35' },
  ));

test('not in 1.34', () => checkSilent(invalidContainerRestartPolicy, manifest([])));

const older = (marks: readonly string[]) => `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - { name: a, restartPolicy: Always }
      - { name: b, restartPolicy: Never }${marks[0] ?? ''}
      containers:
      - { name: c, restartPolicy: Always }${marks[1] ?? ''}
    `;
const regular =
  '\n      #                           ^^^^^^ error: In Kubernetes 1.28 a regular container must not have a restartPolicy.';

test('up to 1.33 only Always of init containers', () => {
  const init =
    '\n      #                           ^^^^^ error: In Kubernetes 1.33 restartPolicy of an init container…';
  const marks = [init, regular.replace('1.28', '1.33')];
  checkRule(invalidContainerRestartPolicy, older(marks), { kubernetes: '1.33' });
});

test('before there were sidecars, it is dropped from init containers', () =>
  checkRule(invalidContainerRestartPolicy, older(['', regular]), { kubernetes: '1.28' }));

test('its case corrected', () =>
  checkFix(
    invalidContainerRestartPolicy,
    'Use Always',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - restartPolicy: always # proxy\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - restartPolicy: Always # proxy\n',
    { kubernetes: '1.37' },
  ));
