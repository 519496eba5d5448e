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
      #                          ^^^^^^^^ error: A volume must have one source, and emptyDir is there already.
      - { name: b, secret: { secretName: a }, downwardAPI: {} }
      #                                       ^^^^^^^^^^^ error: A volume must have one source, and secret is there already.
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
      #                                               ^^^ error: defaultMode must be from 0 to 0777 (511), not 512.
      #                                                                            ^^^^ error: path "../a" is not valid. The path must not contain ..
      #                                                                                                    ^^ error: path "/b" is not valid. The path must be relative: it must not begin with /.
      #                                                                                                              ^^ error: mode must be from 0 to 0777 (511), not -1.
      - { name: b, secret: { secretName: a, defaultMode: 0777, items: [{ key: a, path: ..a }, { key: b, path: c..d }] } }
      #                                                                                ^^^ error: path "..a" is not valid. The path must not begin with two dots.
      - { name: c, hostPath: { path: /a/../b } }
      #                              ^^^^^^^ error: path "/a/../b" must not contain ..
      - { name: d, nfs: { server: a, path: b } }
      #                                    ^ error: path "b" must begin with /.
      - { name: e, emptyDir: { sizeLimit: "-1" } }
      #                                   ^^^^ error: sizeLimit must not be negative, but is -1.
      - { name: f, csi: { driver: a_b } }
      #                           ^^^ error: "a_b" is not a valid driver: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
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
          #                                   ^^^^^^^^^^^^^ error: "spec.nodeName" is not a field of the pod that a file can hold. ¶ A file can hold metadata.name, metadata.namespace, metadata.labels, metadata.annotations and metadata.uid.
          - { path: b, fieldRef: { fieldPath: "metadata.labels['a b']" } }
          #                                   ^^^^^^^^^^^^^^^^^^^^^^^^ error: "a b" is not a valid key of a label or annotation: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
          - { path: c }
          # ^^^^^^^^^^^ error: A file needs a fieldRef or a resourceFieldRef.
          - { fieldRef: { fieldPath: metadata.name } }
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: path is required here.
          - { path: d, resourceFieldRef: { resource: limits.cpu } }
          #            ^^^^^^^^^^^^^^^^ error: containerName is required here.
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
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A source of a projected volume must be of one kind. Make two sources of it.
          - { secret: { name: b, items: [{ key: a, path: x }] } }
          #                                              ^ error: Two files of this volume have the path "x". Paths must differ.
          - { configMap: {} }
          #   ^^^^^^^^^ error: name is required here.
          - { serviceAccountToken: { path: token, expirationSeconds: 599 } }
          #                                                          ^^^ error: expirationSeconds must be from 600 to 4294967296, not 599.
          - { serviceAccountToken: { path: ../token } }
          #                                ^^^^^^^^ error: path "../token" is not valid. The path must not contain ..
          - { serviceAccountToken: { expirationSeconds: 600 } }
          #   ^^^^^^^^^^^^^^^^^^^ error: path is required here.
    `,
  ));

test('storage systems', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      volumes:
      - name: a
        azureDisk: {diskName: d, diskURI: x, kind: Managed}
    #                                     ^ error: diskURI of a Managed disk must begin with /subscriptions/, not "x".
      - name: b
        iscsi: {targetPortal: 1.2.3.4, iqn: "iqn.2001-04.com.example:x", lun: 256, chapAuthSession: true}
    #   ^^^^^ error: secretRef is required here.
    #                                                                         ^^^ error: lun must be from 0 to 255, not 256.
      - name: c
        flocker: {}
    #   ^^^^^^^ error: Either datasetName or datasetUUID is required here.
      - name: d
        flocker: {datasetName: ../x}
    #                          ^^^^ error: "../x" must not contain a slash.
      - name: e
        quobyte: {registry: host, volume: v}
    #                       ^^^^ error: "host" is not a list of host:port pairs.
      - name: f
        quobyte: {registry: "a:1,[::1]:2", volume: v}
    `,
  ));

test('references to fields and resources', () =>
  checkRule(
    invalidVolumeSource,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      volumes:
      - name: a
        downwardAPI:
          items:
          - path: p
            fieldRef: {apiVersion: v9, fieldPath: metadata.name}
    #                              ^^ error: apiVersion of a fieldRef must be v1, not "v9". Remove it.
          - path: q
            resourceFieldRef: {containerName: a, resource: cpu}
    #                                                      ^^^ error: "cpu" is not a resource that a file can hold…
          - path: r
            resourceFieldRef: {containerName: a, resource: limits.cpu, divisor: 2}
    #                                                                           ^ error: divisor must be 1 or 1m here, not 2.
    `,
  ));
