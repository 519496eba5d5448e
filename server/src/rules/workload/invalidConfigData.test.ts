import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidConfigData } from './invalidConfigData.ts';

test('good ones', () =>
  checkSilent(
    invalidConfigData,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    data: {a.b: x, _c-d: y}
    binaryData: {e: YQ==}
    `,
  ));

test('keys', () =>
  checkRule(
    invalidConfigData,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    data:
      a/b: x
    # ^^^ error: "a/b" is not a valid key: must consist of alphanumeric characters, '-', '_' or '.'.
      ..c: y
    # ^^^ error: "..c" is not a valid key: must not start with '..'.
      d: z
    # ^ error: "d" is in binaryData too. Keep one of them.
    binaryData:
      d: YQ==
    `,
  ));

test('keys of a Secret', () =>
  checkRule(
    invalidConfigData,
    `
    apiVersion: v1
    kind: Secret
    metadata: {name: a}
    stringData:
      a b: x
    # ^^^ error: "a b" is not a valid key: must consist of alphanumeric characters, '-', '_' or '.'.
    `,
  ));
