import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidClaimTemplate } from './invalidClaimTemplate.ts';

test('of a StatefulSet', () =>
  checkRule(
    invalidClaimTemplate,
    `
    apiVersion: apps/v1
    kind: StatefulSet
    spec:
      volumeClaimTemplates:
      - metadata: { name: a }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
      - metadata: { name: b }
        spec: { accessModes: [ReadWriteOncePod, ReadWriteOnce], resources: { requests: { storage: 0 } }, storageClassName: A }
        #       ^^^^^^^^^^^ error: ReadWriteOncePod can’t be combined with other access modes.
        #                                                                                         ^ error: storage must be more than 0, not 0.
        #                                                                                                                  ^ error: "A" is not a valid storageClassName: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      - metadata: { name: c }
        spec: { accessModes: [ReadWriteOnce], volumeMode: "", selector: { matchLabels: { a: b c } } }
       #^^^^ error: resources.requests.storage is required here.
        #                                                 ^^ error: volumeMode must not be empty. Remove it.
        #                                                                                   ^^^ error: This selector is not valid: label a must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
      - metadata: { name: d }
      # ^^^^^^^^^^^^^^^^^^^^^ error: accessModes is required here, e.g. ReadWriteOnce.
      # ^^^^^^^^^^^^^^^^^^^^^ error: resources.requests.storage is required here.
      - metadata: { name: e }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: "{{ .Values.size }}" } } }
    `,
  ));

test('not looked at before 1.34', () =>
  checkRule(
    invalidClaimTemplate,
    `
    apiVersion: apps/v1
    kind: StatefulSet
    spec:
      volumeClaimTemplates:
      - metadata: { name: d }
    `,
    { kubernetes: '1.33' },
  ));

test('of an ephemeral volume', () =>
  checkRule(
    invalidClaimTemplate,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - name: a
        ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce] } } }
        #                                   ^^^^ error: resources.requests.storage is required here.
    `,
  ));
