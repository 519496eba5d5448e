import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidEnvironment } from './invalidEnvironment.ts';

test('names and sources', () =>
  checkRule(
    invalidEnvironment,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - env:
        - value: a
        # ^^^^^^^^ error: The name of the environment variable is missing here.
        - { name: A=B, value: a }
        #         ^^^ error: "A=B" can’t be the name of an environment variable…
        - { name: 1A }
        - { name: A, valueFrom: {} }
        #            ^^^^^^^^^ error: This names no source. Add one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef.
        - { name: A, value: b, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
        #                      ^^^^^^^^^ error: An environment variable has either…
        - { name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }
        - { name: A, valueFrom: { fieldRef: { fieldPath: status.podIp } } }
        #                                                ^^^^^^^^^^^^ 💡 error: "status.podIp" is no field of the pod that can be passed on…
        - { name: A, valueFrom: { resourceFieldRef: { resource: limits.cpus } } }
        #                                                       ^^^^^^^^^^^ error: "limits.cpus" is no resource…
        - { name: A, valueFrom: { configMapKeyRef: { key: k } } }
        #                         ^^^^^^^^^^^^^^^ error: The name of the ConfigMap with the key is missing here.
        - { name: A, valueFrom: { secretKeyRef: { name: s, key: "a/b" } } }
        #                                                       ^^^^^ error: Key "a/b" is not valid…
        - { name: {{ .Values.name }}, valueFrom: {{ .Values.source }} }
        envFrom:
        - configMapRef: { name: Config }
        #                       ^^^^^^ error: "Config" can’t be the name of a ConfigMap…
        - { configMapRef: { name: a }, secretRef: { name: b } }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This names more than one source…
        - { prefix: A_ }
        # ^^^^^^^^^^^^^^ error: This names no source. Add one of configMapRef and secretRef.
    `,
  ));

test('the nearest field', () =>
  checkFix(
    invalidEnvironment,
    'Use status.podIP',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - env:
        - name: IP
          valueFrom: { fieldRef: { fieldPath: status.podIp } } # address
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - env:
        - name: IP
          valueFrom: { fieldRef: { fieldPath: status.podIP } } # address
    `,
  ));

test('an item that is written as nothing has no name', () =>
  checkRule(
    invalidEnvironment,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - env:
        - ~
        # ^ error: The name of the environment variable is missing here.
    `,
  ));
