import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidServiceName } from './invalidServiceName.ts';

test('a DNS label', () =>
  checkRule(
    invalidServiceName,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { serviceName: db.internal } }
    #                                                                ^^^^^^^^^^^ error: "db.internal" is not a valid name of a Service: must not contain dots.
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { serviceName: db } }
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { serviceName: "" } }
    - { apiVersion: apps/v1, kind: StatefulSet, spec: { serviceName: {{ .Values.service }} } }
    `,
  ));
