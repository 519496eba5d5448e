import { expect, test } from 'vitest';
import { compare, readVerdicts } from './verdicts.ts';

test.each([
  ['given-1.34.json', '1.34'],
  ['generated-1.34.json', '1.34'],
  ['differences-1.37.json', '1.37'],
])('error findings name the fields that the API server names: %s', { timeout: 60_000 }, (file, kubernetes) => {
  const comparisons = readVerdicts(file).map((verdict) => compare(verdict, kubernetes));
  const disagreements = comparisons
    .filter(({ agrees, exception }) => !agrees && exception === undefined)
    .map(({ verdict, expected, actual }) => ({
      name: verdict.name,
      missing: expected.filter((path) => !actual.includes(path)),
      extra: actual.filter((path) => !expected.includes(path)),
    }));
  expect(comparisons.length).toBeGreaterThan(0);
  expect(disagreements).toEqual([]);
});
