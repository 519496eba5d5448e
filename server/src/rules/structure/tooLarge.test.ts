import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { checkManifest } from '../runner.ts';
import { checkSilent } from '../testing/checkRule.ts';
import { tooLarge } from './tooLarge.ts';

const lines = '    text\n'.repeat(500_000);

test('a document too large to be read says so at its first line, and the others are checked', () => {
  const small = 'apiVersion: v1\nkind: Pod\n';
  const text = `${small}---\n# large\napiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n${lines}---\n${small}`;
  const file = parseManifest(text);
  const findings = checkManifest(file, { rules: [tooLarge], kubernetes: '1.34' });
  expect(findings.map(({ span, message }) => [text.slice(span.start, span.end), message])).toEqual([
    ['apiVersion: v1', { id: 'too-large/notChecked', data: { millions: 4.5 } }],
  ]);
  expect(file.documents.map(({ content }) => content.objects.length)).toEqual([1, 0, 1]);
});

test('data that is not a manifest is not checked', () => {
  const findings = checkManifest(parseManifest(`a: |\n${lines}`), { rules: [tooLarge], kubernetes: '1.34' });
  expect(findings).toEqual([]);
});

test('other documents are small enough', () => checkSilent(tooLarge, 'apiVersion: v1\nkind: Pod\n'));
