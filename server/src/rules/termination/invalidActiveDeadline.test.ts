import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidActiveDeadline } from './invalidActiveDeadline.ts';

test('positive, and where pods may end', () =>
  checkRule(
    invalidActiveDeadline,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: v1, kind: Pod, spec: { activeDeadlineSeconds: 0 } }
    #                                                             ^ 💡 error: activeDeadlineSeconds of a pod must be from 1 to 2147483647, not 0.
    - { apiVersion: v1, kind: Pod, spec: { activeDeadlineSeconds: 1 } }
    - { apiVersion: v1, kind: Pod, spec: { activeDeadlineSeconds: 2147483647 } }
    - { apiVersion: v1, kind: Pod, spec: { activeDeadlineSeconds: null } }
    - { apiVersion: batch/v1, kind: Job, spec: { template: { spec: { activeDeadlineSeconds: 600 } } } }
    - { apiVersion: apps/v1, kind: DaemonSet, spec: { template: { spec: { activeDeadlineSeconds: 600 } } } }
    #                                                                     ^^^^^^^^^^^^^^^^^^^^^ 💡 error: Pods of a DaemonSet must not have activeDeadlineSeconds: they keep running. Remove it, or use a Job.
    `,
  ));

test('removed', () =>
  checkFix(
    invalidActiveDeadline,
    'Remove activeDeadlineSeconds',
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          activeDeadlineSeconds: 600 # ten minutes
          containers: []
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers: []
    `,
  ));
