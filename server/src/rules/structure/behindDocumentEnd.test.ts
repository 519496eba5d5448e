import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { behindDocumentEnd } from './behindDocumentEnd.ts';

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
`;

test('an object behind the end of a document', () =>
  checkRule(
    behindDocumentEnd,
    `
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    ...
    apiVersion: v1
    #<-- 💡 warning: kubectl ignores this object: nothing behind the line "..." is read until the next "---".…
    kind: Pod
    metadata: {name: b}
    `,
  ));

test('what is separated, or nothing', () =>
  checkSilent(behindDocumentEnd, `${pod('a')}...\n---\n${pod('b')}...\n# the end\n`));

test('the fix separates them', () =>
  checkFix(
    behindDocumentEnd,
    'Separate the objects by "---"',
    `${pod('a')}...\n${pod('b')}`,
    `${pod('a')}---\n${pod('b')}`,
  ));
