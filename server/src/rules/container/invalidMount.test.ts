import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidMount } from './invalidMount.ts';

test('paths inside of the volume', () =>
  checkRule(
    invalidMount,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        volumeMounts:
        - { name: a, mountPath: /a, subPath: ../b }
        #                                    ^^^^ error: subPath "../b" must not go upwards (..): it is a path inside of the volume.
        - { name: a, mountPath: /b, subPath: /b }
        #                                    ^^ error: subPath "/b" must be relative, so it can’t begin with /: it is a path inside of the volume.
        - { name: a, mountPath: /c, subPathExpr: b/.. }
        #                                        ^^^^ error: subPathExpr "b/.." must not go upwards (..): it is a path inside of the volume.
        - { name: a, mountPath: /d, subPath: b..c }
        - { name: a, mountPath: /e, subPath: "{{ .Values.path }}" }
    `,
  ));

test('two-way propagation', () =>
  checkRule(
    invalidMount,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        volumeMounts:
        - { name: a, mountPath: /a, mountPropagation: Bidirectional }
        #                                             ^^^^^^^^^^^^^ error: mountPropagation: Bidirectional is for privileged containers only. Set securityContext.privileged: true, or use HostToContainer.
        - { name: a, mountPath: /b, mountPropagation: "" }
        #                                             ^^ error: mountPropagation is empty, which the API server rejects. Remove it.
        - { name: a, mountPath: /c, mountPropagation: HostToContainer }
    `,
  ));

test('two-way propagation of a privileged container', () =>
  checkRule(
    invalidMount,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        securityContext: { privileged: true }
        volumeMounts:
        - { name: a, mountPath: /a, mountPropagation: Bidirectional }
    `,
  ));

test('read-only all the way down', () =>
  checkRule(
    invalidMount,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        volumeMounts:
        - { name: a, mountPath: /a, recursiveReadOnly: Enabled }
        #                                              ^^^^^^^ error: recursiveReadOnly: Enabled needs readOnly: true beside it.
        - { name: a, mountPath: /b, recursiveReadOnly: IfPossible, readOnly: true, mountPropagation: HostToContainer }
        #                                              ^^^^^^^^^^ error: recursiveReadOnly: IfPossible does not go with mountPropagation: HostToContainer.
        - { name: a, mountPath: /c, recursiveReadOnly: Enabled, readOnly: true }
        - { name: a, mountPath: /d, recursiveReadOnly: Disabled }
    `,
  ));

test('which older releases drop', () =>
  checkRule(
    invalidMount,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        volumeMounts:
        - { name: a, mountPath: /a, recursiveReadOnly: Enabled }
    `,
    { kubernetes: '1.30' },
  ));

test('devices', () =>
  checkRule(
    invalidMount,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        volumeMounts: [{ name: claim, mountPath: /c }]
        #                      ^^^^^ error: "claim" is both in volumeMounts and in volumeDevices. Keep one of them.
        volumeDevices:
        - { name: dir, devicePath: /dev/a }
        #         ^^^ error: Only a persistentVolumeClaim or an ephemeral volume can be a block device; "dir" is neither.
        - { name: claim, devicePath: /dev/../b }
        #         ^^^^^ error: "claim" is both in volumeMounts and in volumeDevices. Keep one of them.
        #                            ^^^^^^^^^ error: devicePath "/dev/../b" must not go upwards (..).
        - { name: other, devicePath: /dev/a }
        #                            ^^^^^^ error: Another device of this container has the devicePath "/dev/a" too; they must differ.
        - { name: more, devicePath: /dev/c }
      volumes:
      - { name: dir, emptyDir: {} }
      - { name: claim, persistentVolumeClaim: { claimName: claim } }
      - { name: other, persistentVolumeClaim: { claimName: other } }
      - { name: more, ephemeral: {} }
    `,
  ));
