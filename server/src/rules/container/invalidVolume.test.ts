import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidVolume } from './invalidVolume.ts';

test('names of volumes', () =>
  checkRule(
    invalidVolume,
    `
    apiVersion: v1
    kind: Pod
    spec:
      volumes:
      - { name: data, emptyDir: {} }
      - { name: data, emptyDir: {} }
      #         ^^^^ error: Another volume of this pod is named "data" too; names must differ.
      - { name: a.b, emptyDir: {} }
      #         ^^^ error: "a.b" can’t be the name of a volume: it must not contain dots.
      - { emptyDir: {} }
      # ^^^^^^^^^^^^^^^^ error: This volume has no name. Add name.
      - { name: {{ .Values.name }}, emptyDir: {} }
    `,
  ));
