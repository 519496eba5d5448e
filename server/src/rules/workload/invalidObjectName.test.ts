import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidObjectName } from './invalidObjectName.ts';

test('by kind', () =>
  checkRule(
    invalidObjectName,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: v1, kind: Pod, metadata: { namespace: A } }
    #                              ^^^^^^^^ error: This Pod has no name. Add metadata.name.
    #                                                     ^ error: "A" can’t be the name of a namespace…
    - { apiVersion: v1, kind: Pod, metadata: { generateName: web- } }
    - { apiVersion: v1, kind: Pod, metadata: { name: a.b } }
    - { apiVersion: v1, kind: Pod, metadata: { name: {{ .Release.Name }} } }
    - { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: a.b } }
    #                                                             ^^^ error: "a.b" can’t be the name of a StatefulSet: it must not contain dots.
    - { apiVersion: v1, kind: Service, metadata: { name: 1a } }
    #                                                    ^^ error: "1a" can’t be the name of a Service…
    - { apiVersion: batch/v1, kind: CronJob, metadata: { name: ${'a'.repeat(52)} } }
    - { apiVersion: batch/v1, kind: CronJob, metadata: { name: ${'a'.repeat(53)} } }
    #                                                          ${'^'.repeat(53)} error: The name of a CronJob has 52 characters at most, because its Jobs add 11; this has 53. Shorten it.
    - { apiVersion: v1, kind: ConfigMap, metadata: {} }
    `,
  ));

test('repaired', () =>
  checkFix(
    invalidObjectName,
    'Use web-server',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: Web_Server # front\n',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-server # front\n',
  ));
