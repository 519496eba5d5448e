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
        # ^^^^^^^^ error: An environment variable needs a name.
        - { name: A=B, value: a }
        #         ^^^ error: "A=B" is not a valid name of an environment variable: use printable ASCII characters, but no =.
        - { name: 1A }
        - { name: A, valueFrom: {} }
        #            ^^^^^^^^^ error: This needs a source: fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef.
        - { name: A, value: b, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
        #                      ^^^^^^^^^ error: An environment variable must have either a value or a valueFrom, not both.
        - { name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }
        - { name: A, valueFrom: { fieldRef: { fieldPath: status.podIp } } }
        #                                                ^^^^^^^^^^^^ 💡 error: "status.podIp" is not a field of the pod that a variable can hold.
        - { name: A, valueFrom: { resourceFieldRef: { resource: limits.cpus } } }
        #                                                       ^^^^^^^^^^^ error: "limits.cpus" is not a resource that a variable can hold.
        - { name: A, valueFrom: { configMapKeyRef: { key: k } } }
        #                         ^^^^^^^^^^^^^^^ error: The name of the ConfigMap is required here.
        - { name: A, valueFrom: { secretKeyRef: { name: s, key: "a/b" } } }
        #                                                       ^^^^^ error: Key "a/b" is not valid…
        - { name: {{ .Values.name }}, valueFrom: {{ .Values.source }} }
        envFrom:
        - configMapRef: { name: Config }
        #                       ^^^^^^ error: "Config" is not a valid name of a ConfigMap: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
        - { configMapRef: { name: a }, secretRef: { name: b } }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This has more than one source. Keep one of them.
        - { prefix: A_ }
        # ^^^^^^^^^^^^^^ error: This needs a source: configMapRef or secretRef.
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
        # ^ error: An environment variable needs a name.
    `,
  ));

test('a name in envFrom may end in a hyphen', () =>
  checkRule(
    invalidEnvironment,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
      - name: a
        image: nginx:1.27
        envFrom:
        - configMapRef: {name: settings-}
        - configMapRef: {name: -settings}
    #                          ^^^^^^^^^ error: "-settings" is not a valid name of a ConfigMap…
    `,
  ));

test('a key of a file in a volume', () =>
  checkRule(
    invalidEnvironment,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      volumes: [{name: files, emptyDir: {}}, {name: settings, configMap: {name: settings}}]
      containers:
      - name: a
        image: nginx:1.27
        env:
        - name: A
          valueFrom: {fileKeyRef: {key: a/b, path: /etc/a, volumeName: files}}
        - name: B
          valueFrom: {fileKeyRef: {key: a=b, path: a/../b, volumeName: settings}}
    #                                   ^^^ error: "a=b" is not a valid key of a file: use printable ASCII characters, but no =.
    #                                              ^^^^^^ error: path "a/../b" must not contain ..
    #                                                                  ^^^^^^^^ error: The file must be in an emptyDir, which volume "settings" is not.
        - name: C
          valueFrom: {fileKeyRef: {volumeName: A_}, configMapKeyRef: {name: a, key: b}}
    #     ^^^^^^^^^ error: This has more than one source. Keep one of them.
    #                 ^^^^^^^^^^ error: key is required here.
    #                 ^^^^^^^^^^ error: path is required here.
    #                                          ^^ error: "A_" is not a valid name of a volume…
        - name: D
          value: d
          valueFrom: {fileKeyRef: {key: a, path: b, volumeName: none}}
    #     ^^^^^^^^^ error: An environment variable must have either a value or a valueFrom, not both.
    #                                                           ^^^^ error: This pod has no volume "none". Add an emptyDir of that name, or use one that is there.
    `,
    { kubernetes: '1.37' },
  ));
