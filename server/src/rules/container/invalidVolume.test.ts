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
      #         ^^^^ error: Two volumes of this pod are named "data". Names must differ.
      - { name: a.b, emptyDir: {} }
      #         ^^^ error: "a.b" is not a valid name of a volume: must not contain dots.
      - { emptyDir: {} }
      # ^^^^^^^^^^^^^^^^ error: A volume needs a name.
      - { name: {{ .Values.name }}, emptyDir: {} }
    `,
  ));
