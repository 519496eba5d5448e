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
        #                                    ^^^^ error: subPath "../b" is not valid. The path must not contain ..
        - { name: a, mountPath: /b, subPath: /b }
        #                                    ^^ error: subPath "/b" is not valid. The path must be relative: it must not begin with /.
        - { name: a, mountPath: /c, subPathExpr: b/.. }
        #                                        ^^^^ error: subPathExpr "b/.." is not valid. The path must not contain ..
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
        #                                             ^^^^^^^^^^^^^ error: mountPropagation: Bidirectional needs a privileged container. ¶ Set securityContext.privileged: true, or use HostToContainer.
        - { name: a, mountPath: /b, mountPropagation: "" }
        #                                             ^^ error: mountPropagation must not be empty. Remove it.
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
        #                                              ^^^^^^^^^^ error: recursiveReadOnly: IfPossible can’t be combined with mountPropagation: HostToContainer.
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
        #                      ^^^^^ error: "claim" must not be in both volumeMounts and volumeDevices.
        volumeDevices:
        - { name: dir, devicePath: /dev/a }
        #         ^^^ error: "dir" can’t be a block device: it is not a persistentVolumeClaim or an ephemeral volume.
        - { name: claim, devicePath: /dev/../b }
        #         ^^^^^ error: "claim" must not be in both volumeMounts and volumeDevices.
        #                            ^^^^^^^^^ error: devicePath "/dev/../b" must not contain ..
        - { name: other, devicePath: /dev/a }
        #                            ^^^^^^ error: Two devices of this container have the devicePath "/dev/a". They must differ.
        - { name: more, devicePath: /dev/c }
      volumes:
      - { name: dir, emptyDir: {} }
      - { name: claim, persistentVolumeClaim: { claimName: claim } }
      - { name: other, persistentVolumeClaim: { claimName: other } }
      - { name: more, ephemeral: {} }
    `,
  ));
