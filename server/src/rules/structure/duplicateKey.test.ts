import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { duplicateKey } from './duplicateKey.ts';

test('in blocks, in braces, below keys that are set twice themselves, as many times as it is set', () =>
  checkRule(
    duplicateKey,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a, "name": b}
    #                   ^^^^^^ 💡 error: "name" is set twice in this mapping.…
    spec:
      containers:
      - name: a
        image: a:1
        livenessProbe:
          periodSeconds: 1
          periodSeconds: 2
    #     ^^^^^^^^^^^^^ error: "periodSeconds" is set twice…
        livenessProbe:
    #   ^^^^^^^^^^^^^ 💡 error: "livenessProbe" is set twice…
          tcpSocket: {port: 80}
        livenessProbe:
    #   ^^^^^^^^^^^^^ 💡 error: "livenessProbe" is set twice…
          tcpSocket: {port: 81}
    `,
  ));

test('merge keys may be there several times', () =>
  checkRule(
    duplicateKey,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: &m {name: a}
    data: &d {a: b}
    x: {<<: *m, <<: *d, a: c}
    `,
  ));

const twice = (a: string, b: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        # the old one
        image: ${a} # a
        tty: true
        # the new one
        image: ${b} # b
    `;
const first = `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        # the old one
        image: a:1 # a
        tty: true
    `;

test('the same value twice: one of them is too many', () =>
  checkFix(duplicateKey, 'Remove the second "image", which says the same', twice('a:1', 'a:1'), first));

test('two values: the reader chooses', () => {
  checkFix(duplicateKey, 'Remove the second "image"', twice('a:1', 'a:2'), first);
  checkFix(
    duplicateKey,
    'Remove the first "image"',
    twice('a:1', 'a:2'),
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        tty: true
        # the new one
        image: a:2 # b
    `,
  );
});
