import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { unknownVolume } from './unknownVolume.ts';

test('mounts of volumes', () =>
  checkRule(
    unknownVolume,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - { name: data, emptyDir: {} }
      containers:
      - volumeMounts:
        - { name: date, mountPath: /a }
        #         ^^^^ 💡 error: This pod has no volume "date". Add it to volumes, or use one that is there.
        - { name: data, mountPath: /a, subPath: b, subPathExpr: c }
        #                          ^^ error: Two volumes are mounted at /a. Places must differ.
        #                                                       ^ error: A mount must have either subPath or subPathExpr, not both.
        - { name: data }
        # ^^^^^^^^^^^^^^ error: mountPath is required here.
        - { mountPath: /c }
        # ^^^^^^^^^^^^^^^^^ error: name is required here: the volume to use.
        - { name: {{ .Values.volume }}, mountPath: {{ .Values.path }} }
        volumeDevices:
        - { name: disk, devicePath: /dev/a }
        #         ^^^^ error: This pod has no volume "disk"…
    `,
  ));

test('volumes that come from elsewhere', () =>
  checkSilent(
    unknownVolume,
    `
    apiVersion: apps/v1
    kind: StatefulSet
    spec:
      volumeClaimTemplates: [{ metadata: { name: data } }]
      template: { spec: { containers: [{ image: a, volumeMounts: [{ name: data, mountPath: /a }] }] } }
    ---
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      {{- toYaml .Values.volumes | nindent 2 }}
      containers: [{ volumeMounts: [{ name: data, mountPath: /a }] }]
    ---
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template: { spec: { containers: [{ name: a, volumeMounts: [{ name: data, mountPath: /a }] }] } }
    `,
    { mayBePatch: true },
  ));

test('the nearest name', () =>
  checkFix(
    unknownVolume,
    'Use data',
    'apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{ name: data, emptyDir: {} }]\n  containers:\n  - volumeMounts:\n    - name: date # typo\n      mountPath: /a\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{ name: data, emptyDir: {} }]\n  containers:\n  - volumeMounts:\n    - name: data # typo\n      mountPath: /a\n',
  ));

test('a volume that is not valid counts as missing', () =>
  checkRule(
    unknownVolume,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
      - name: a
        image: nginx:1.27
        volumeMounts: [{name: v, mountPath: /v}]
    #                         ^ error: Volume "v" is not valid, so it counts as missing here.
      volumes:
      - name: v
        secret: {defaultMode: 888}
    `,
  ));
