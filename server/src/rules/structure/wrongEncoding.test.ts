import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { wrongEncoding } from './wrongEncoding.ts';

test('a file in GBK, as an editor shows it', () =>
  checkRule(
    wrongEncoding,
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: web # \ufffd\ufffd\ufffd web
    #             ^^^ warning: Is this file UTF-8? "\ufffd" stands for bytes that are not, and kubectl refuses a file with such bytes.
      annotations: { about: "\ufffd" }
    `,
  ));

test('characters of any script are fine, and so is what is no manifest', () => {
  checkSilent(wrongEncoding, '\n    apiVersion: v1\n    kind: Pod # 存活\n    ');
  checkSilent(wrongEncoding, '\n    title: \ufffd\n    ');
});
