import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidManagedBy } from './invalidManagedBy.ts';

test('a domain and a path', () =>
  checkRule(
    invalidManagedBy,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: batch/v1, kind: Job, spec: { managedBy: kueue } }
    #                                                       ^^^^^ error: managedBy must be a domain and a path, such as example.com/controller, not "kueue".
    - { apiVersion: batch/v1, kind: Job, spec: { managedBy: example.com/ } }
    #                                                       ^^^^^^^^^^^^ error: managedBy…
    - { apiVersion: batch/v1, kind: Job, spec: { managedBy: ${'a'.repeat(62)}/b } }
    #                                                       ${'^'.repeat(64)} error: managedBy…
    - { apiVersion: batch/v1, kind: Job, spec: { managedBy: ${'a'.repeat(61)}/b } }
    - { apiVersion: batch/v1, kind: Job, spec: { managedBy: kubernetes.io/job-controller } }
    `,
  ));
