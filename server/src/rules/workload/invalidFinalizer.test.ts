import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidFinalizer } from './invalidFinalizer.ts';

test('names', () =>
  checkRule(
    invalidFinalizer,
    `
    apiVersion: v1
    kind: Service
    metadata:
      name: web
      finalizers: [cleanup, a b, example.com/cleanup, "{{ .Values.finalizer }}"]
      #            ^^^^^^^ error: Finalizer "cleanup" needs a domain before it, such as example.com/cleanup.
      #                     ^^^ error: "a b" is not a valid finalizer: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
      #                     ^^^ error: Finalizer "a b" needs a domain before it, such as example.com/a b.
    `,
  ));

test('a contradiction', () =>
  checkRule(
    invalidFinalizer,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      finalizers: [orphan, foregroundDeletion]
     #^^^^^^^^^^ error: An object must not have both finalizers orphan and foregroundDeletion. Keep one of them.
    `,
  ));

test('custom resources are left out', () =>
  checkRule(
    invalidFinalizer,
    `
    apiVersion: example.com/v1
    kind: Web
    metadata:
      finalizers: [cleanup]
    `,
  ));

test('the strategy of budgets asks for no domain', () =>
  checkRule(
    invalidFinalizer,
    `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata:
      finalizers: [cleanup, "a b"]
      #                     ^^^^^ error: "a b" is not a valid finalizer…
    `,
  ));
