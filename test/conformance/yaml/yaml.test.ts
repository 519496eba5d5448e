/** The product reads manifests as kubectl does: the same texts are refused, and the values of the others are the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isReadAlike, type RecordedReading, readByProduct, textOf } from './report.ts';

const recorded = (name: string) =>
  readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedReading);

it.each([
  ['generated-1.37.json', 3_800],
  ['corpus-1.37.json', 500],
])('%s', (name, atLeast) => {
  const all = recorded(name);
  expect(all.length).toBeGreaterThanOrEqual(atLeast);
  const different = all
    .filter((one) => !isReadAlike(one))
    .map((one) => ({
      where: one.file ?? one.text,
      kubectl: one.error ?? one.documents,
      here: readByProduct(textOf(one)),
    }));
  expect(different).toEqual([]);
});

it('both kinds of texts are there in numbers', () => {
  const all = recorded('generated-1.37.json');
  const refused = all.filter(({ error }) => error !== undefined).length;
  expect(Math.min(refused, all.length - refused)).toBeGreaterThan(1_500);
});
