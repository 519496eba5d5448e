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
        #       ^^^^^^^^^^^ error: ReadWriteOncePod excludes the other access modes. Keep one of them.
        #                                                                                         ^ error: storage is 0, but must be more than 0.
        #                                                                                                                  ^ error: "A" can’t be a storageClassName: it must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      - metadata: { name: c }
        spec: { accessModes: [ReadWriteOnce], volumeMode: "", selector: { matchLabels: { a: b c } } }
       #^^^^ error: This claim does not say how much it needs. Add resources.requests.storage.
        #                                                 ^^ error: volumeMode is empty, which the API server rejects. Remove it.
        #                                                                                   ^^^ error: This selector is not valid: label a must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
      - metadata: { name: d }
      # ^^^^^^^^^^^^^^^^^^^^^ error: accessModes is missing here. Add one, e.g. ReadWriteOnce.
      # ^^^^^^^^^^^^^^^^^^^^^ error: This claim does not say how much it needs. Add resources.requests.storage.
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
        #                                   ^^^^ error: This claim does not say how much it needs. Add resources.requests.storage.
    `,
  ));
