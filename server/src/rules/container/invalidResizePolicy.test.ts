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
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: There is another resizePolicy for cpu. Keep one of them.
        - { resourceName: disk, restartPolicy: NotRequired }
        #                 ^^^^ error: resourceName of a resizePolicy is cpu or memory; "disk" would be rejected.
        - { restartPolicy: NotRequired }
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: resourceName is missing here; the API server requires it.
        - { resourceName: memory }
        # ^^^^^^^^^^^^^^^^^^^^^^^^ error: restartPolicy is missing here; the API server requires it.
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
        #                                     ^^^^^^^^^^^^^^^^ error: The containers of a pod with restartPolicy: Never are not restarted, so this can only be NotRequired.
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
