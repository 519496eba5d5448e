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
    #                              ^^^^^^^^ error: This Pod needs a name: metadata.name.
    #                                                     ^ error: "A" is not a valid name of a namespace: must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
    - { apiVersion: v1, kind: Pod, metadata: { generateName: web- } }
    - { apiVersion: v1, kind: Pod, metadata: { name: a.b } }
    - { apiVersion: v1, kind: Pod, metadata: { name: {{ .Release.Name }} } }
    - { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: a.b } }
    #                                                             ^^^ error: "a.b" is not a valid name of a StatefulSet: must not contain dots.
    - { apiVersion: v1, kind: Service, metadata: { name: 1a } }
    #                                                    ^^ error: "1a" is not a valid name of a Service: must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character.
    - { apiVersion: batch/v1, kind: CronJob, metadata: { name: ${'a'.repeat(52)} } }
    - { apiVersion: batch/v1, kind: CronJob, metadata: { name: ${'a'.repeat(53)} } }
    #                                                          ${'^'.repeat(53)} error: The name of a CronJob can have at most 52 characters, not 53.
    - { apiVersion: example.com/v1, kind: Widget, metadata: {} }
    `,
  ));

test('repaired', () =>
  checkFix(
    invalidObjectName,
    'Use web-server',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: Web_Server # front\n',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-server # front\n',
  ));
