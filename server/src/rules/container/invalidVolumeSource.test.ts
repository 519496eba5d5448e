import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidVolumeSource } from './invalidVolumeSource.ts';

test('one source', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - { name: a, emptyDir: {}, hostPath: { path: /a } }
      #                          ^^^^^^^^ error: A volume has one source, and emptyDir is already there. Keep one of them.
      - { name: b, secret: { secretName: a }, downwardAPI: {} }
      #                                       ^^^^^^^^^^^ error: A volume has one source, and secret is already there. Keep one of them.
      - { name: c }
      - { name: d, image: { reference: a } }
    `,
  ));

test('an image volume where there are some', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - { name: d, image: { reference: a } }
    `,
    { kubernetes: '1.35' },
  ));

test('files and permissions', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - { name: a, configMap: { name: a, defaultMode: 512, items: [{ key: a, path: ../a }, { key: b, path: /b, mode: -1 }] } }
      #                                               ^^^ error: defaultMode is 512, but permissions lie between 0 and 0777 (511).
      #                                                                            ^^^^ error: path "../a" must not go upwards (..).
      #                                                                                                    ^^ error: path "/b" must be relative, so it can’t begin with /.
      #                                                                                                              ^^ error: mode is -1, but permissions lie between 0 and 0777 (511).
      - { name: b, secret: { secretName: a, defaultMode: 0777, items: [{ key: a, path: ..a }, { key: b, path: c..d }] } }
      #                                                                                ^^^ error: path "..a" must not begin with two dots.
      - { name: c, hostPath: { path: /a/../b } }
      #                              ^^^^^^^ error: path "/a/../b" must not go upwards (..).
      - { name: d, nfs: { server: a, path: b } }
      #                                    ^ error: path "b" must begin with /.
      - { name: e, emptyDir: { sizeLimit: "-1" } }
      #                                   ^^^^ error: sizeLimit is -1, but must not be negative.
      - { name: f, csi: { driver: a_b } }
      #                           ^^^ error: "a_b" can’t be a driver: it must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      - { name: g, emptyDir: { sizeLimit: 1Gi } }
      - { name: h, configMap: { name: a, defaultMode: "{{ .Values.mode }}" } }
    `,
  ));

test('the downward API', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - name: a
        downwardAPI:
          items:
          - { path: a, fieldRef: { fieldPath: spec.nodeName } }
          #                                   ^^^^^^^^^^^^^ error: "spec.nodeName" is no field of the pod that a file can hold. There are metadata.name, metadata.namespace, metadata.labels, metadata.annotations, metadata.uid.
          - { path: b, fieldRef: { fieldPath: "metadata.labels['a b']" } }
          #                                   ^^^^^^^^^^^^^^^^^^^^^^^^ error: "a b" can’t be a label or annotation: it must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
          - { path: c }
          # ^^^^^^^^^^^ error: This file has no content. Add fieldRef or resourceFieldRef.
          - { fieldRef: { fieldPath: metadata.name } }
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: path is missing here; the API server requires it.
          - { path: d, resourceFieldRef: { resource: limits.cpu } }
          #            ^^^^^^^^^^^^^^^^ error: containerName is missing here; the API server requires it.
          - { path: e, fieldRef: { fieldPath: metadata.labels } }
    `,
  ));

test('projected ones', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - name: a
        projected:
          sources:
          - { configMap: { name: a, items: [{ key: a, path: x }] }, secret: { name: a } }
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A source of a projected volume is one of several kinds. Make two sources of it.
          - { secret: { name: b, items: [{ key: a, path: x }] } }
          #                                              ^ error: Another file of this volume has the path "x" too; they must differ.
          - { configMap: {} }
          #   ^^^^^^^^^ error: name is missing here; the API server requires it.
          - { serviceAccountToken: { path: token, expirationSeconds: 599 } }
          #                                                          ^^^ error: expirationSeconds is 599, but a token lives between 600 and 4294967296 seconds.
          - { serviceAccountToken: { path: ../token } }
          #                                ^^^^^^^^ error: path "../token" must not go upwards (..).
          - { serviceAccountToken: { expirationSeconds: 600 } }
          #   ^^^^^^^^^^^^^^^^^^^ error: path is missing here; the API server requires it.
    `,
  ));
