import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidMetadata } from './invalidMetadata.ts';

test('an owner needs all four fields, and one owner controls', () =>
  checkRule(
    invalidMetadata,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
      ownerReferences:
      - apiVersion: apps/v1
        kind: Deployment
        name: web
        uid: 1b2c
        controller: true
      - apiVersion: apps/
    #               ^^^^^ error: apiVersion of this owner is missing; the API server requires it.
        kind: ""
    #         ^^ error: kind of this owner is missing; the API server requires it.
        name: api
        uid: 3d4e
        controller: true
    #               ^^^^ error: Only one owner can be the controller. Keep \`controller: true\` at one of them.
    `,
  ));

test('a generation is counted by the API server', () =>
  checkRule(
    invalidMetadata,
    `
    apiVersion: v1
    kind: Service
    metadata:
      name: web
      generation: -1
    #             ^^ error: generation must not be negative, but is -1. Remove it: the API server sets it.
    spec:
      ports: [{port: 80}]
    `,
  ));

test('workloads set their generation themselves', () =>
  checkSilent(
    invalidMetadata,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      generation: -1
    `,
  ));

test('what managers wrote has known operations', () =>
  checkRule(
    invalidMetadata,
    `
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
      managedFields:
      - manager: kubectl
        operation: apply
    #              ^^^^^ error: operation must be Apply or Update, not "apply".
        fieldsType: FieldsV2
    #               ^^^^^^^^ error: fieldsType must be FieldsV1, not "FieldsV2".
    `,
  ));

test('the name of a subresource is not endless', () =>
  checkRule(
    invalidMetadata,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
      managedFields:
      - { operation: Apply, subresource: status }
      - { operation: Apply, subresource: ${'x'.repeat(257)} }
    #                                    ${'^'.repeat(257)} error: subresource must be at most 256 characters.
    `,
  ));
