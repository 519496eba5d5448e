import { expect, test } from 'vitest';
import { applyEdits } from '../base/textEdit.ts';
import { newestRelease } from '../schema/catalog.ts';
import { targetEdits, targetOf } from './target.ts';

test.each([
  ['a comment', '# probewise: kubernetes=1.30\nkind: Pod\n', '1.33', { kubernetes: '1.30', source: 'comment' }],
  [
    'a comment with words behind it',
    'a: b\n  #probewise:kubernetes = v1.31.4 (prod)\n',
    '',
    { kubernetes: '1.31', source: 'comment' },
  ],
  [
    'the first of two comments',
    '# probewise: kubernetes=1.30\n# probewise: kubernetes=1.31\n',
    '',
    { kubernetes: '1.30', source: 'comment' },
  ],
  [
    'a comment that names no release',
    '# probewise: kubernetes=new\n',
    '1.33',
    { kubernetes: '1.33', source: 'setting' },
  ],
  ['a release older than the schemas', '# probewise: kubernetes=1.9\n', '', { kubernetes: '1.28', source: 'comment' }],
  ['the setting', 'kind: Pod\n', '1.29', { kubernetes: '1.29', source: 'setting' }],
  ['neither', 'kind: Pod # kubernetes=1.30\n', '', { kubernetes: newestRelease, source: 'default' }],
  ['a setting that is no release', 'kind: Pod\n', 'latest', { kubernetes: newestRelease, source: 'default' }],
])('%s decides', (_, text, setting, expected) => {
  expect(targetOf(text, setting)).toEqual(expected);
});

test.each([
  ['a new comment', 'kind: Pod\n', '1.30', '# probewise: kubernetes=1.30\nkind: Pod\n'],
  ['a new comment in a file of Windows', 'kind: Pod\r\n', '1.30', '# probewise: kubernetes=1.30\r\nkind: Pod\r\n'],
  ['behind a byte order mark', '\uFEFFkind: Pod\n', '1.30', '\uFEFF# probewise: kubernetes=1.30\nkind: Pod\n'],
  [
    'another release',
    'a: 1\n# probewise: kubernetes=1.30 # why\n',
    '1.31',
    'a: 1\n# probewise: kubernetes=1.31 # why\n',
  ],
  ['a comment without a release', '# probewise: kubernetes=\na: 1\n', '1.31', '# probewise: kubernetes=1.31\na: 1\n'],
  ['no comment any more', 'a: 1\n# probewise: kubernetes=1.30\nb: 2\n', undefined, 'a: 1\nb: 2\n'],
])('%s', (_, text, release, expected) => {
  expect(applyEdits(text, targetEdits(text, release))).toBe(expected);
});

test.each([
  ['a comment of its own', '# probewise: gates=A,-B\nkind: Pod\n', undefined, { A: true, B: false }],
  ['beside the release', '# probewise: kubernetes=1.30 gates=A, -B # why\n', undefined, { A: true, B: false }],
  ['before the release', '# probewise: gates=A=false,B=true, kubernetes=1.30\n', undefined, { A: false, B: true }],
  ['added to the setting', '# probewise: gates=-B\n', { A: true, B: true }, { A: true, B: false }],
  ['the setting alone', 'kind: Pod\n', { A: true }, { A: true }],
  ['nothing', '# gates=A\nkind: Pod\n', undefined, undefined],
])('gates: %s', (_, text, setting, gates) => {
  expect(targetOf(text, '', setting).gates).toEqual(gates);
  if (text.includes('1.30')) expect(targetOf(text).kubernetes).toBe('1.30');
});

test('taking the release away leaves the gates', () => {
  const text = '# probewise: kubernetes=1.30 gates=A\n';
  expect(applyEdits(text, targetEdits(text, undefined))).toBe('# probewise: gates=A\n');
});
