import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidResizePolicy } from './invalidResizePolicy.ts';

test('each resource once', () =>
  checkRule(
    invalidResizePolicy,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        resizePolicy:
        - { resourceName: cpu, restartPolicy: NotRequired }
        - { resourceName: cpu, restartPolicy: RestartContainer }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: There are two resizePolicy entries for cpu. Keep one of them.
        - { resourceName: disk, restartPolicy: NotRequired }
        #                 ^^^^ error: resourceName of a resizePolicy must be cpu or memory, not "disk".
        - { restartPolicy: NotRequired }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: resourceName is required here.
        - { resourceName: memory }
        # ^^^^^^^^^^^^^^^^^^^^^^^^ error: restartPolicy is required here.
    `,
  ));

test('a pod that restarts nothing', () =>
  checkRule(
    invalidResizePolicy,
    `
    apiVersion: v1
    kind: Pod
    spec:
      restartPolicy: Never
      containers:
      - name: app
        resizePolicy:
        - { resourceName: cpu, restartPolicy: RestartContainer }
        #                                     ^^^^^^^^^^^^^^^^ error: With restartPolicy: Never of the pod, this must be NotRequired: containers are not restarted.
        - { resourceName: memory, restartPolicy: NotRequired }
    `,
  ));

test('dropped before 1.33', () =>
  checkRule(
    invalidResizePolicy,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        resizePolicy:
        - { resourceName: disk, restartPolicy: NotRequired }
    `,
    { kubernetes: '1.32' },
  ));
