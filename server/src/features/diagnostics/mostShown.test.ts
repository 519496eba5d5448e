import { expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import type { Finding } from '../../rules/finding.ts';
import { checkOptions, diagnose } from './diagnostics.ts';
import { mostShown, shownOf } from './mostShown.ts';

const [example] = diagnose(parseManifest('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n'), checkOptions());
const many = (count: number, rule: string): Finding[] => Array.from({ length: count }, () => ({ ...example!, rule }));
const countOf = (findings: readonly Finding[], rule: string) =>
  findings.filter((finding) => finding.rule === rule).length;

test('a mistake made thousands of times hides no other, and what is left out is counted', () => {
  const { shown, left } = shownOf([
    ...many(5_000, 'unknown-field'),
    ...many(3_000, 'wrong-type'),
    ...many(30, 'bare-pod'),
  ]);
  expect(countOf(shown, 'bare-pod')).toBe(30);
  expect(countOf(shown, 'unknown-field')).toBe(484);
  expect(countOf(shown, 'wrong-type')).toBe(484);
  expect(left).toBe(8_030 - shown.length);
  expect(shown.length).toBeLessThanOrEqual(mostShown);
});

test('where there is room, all are shown in their order', () => {
  const findings = [...many(500, 'bare-pod'), ...many(499, 'wrong-type')];
  expect(shownOf(findings)).toEqual({ shown: findings, left: 0 });
});
