import { expect, test } from 'vitest';
import { compare, verdictsOf } from './verdicts.ts';

test.each(['1.34', '1.28', '1.37'])(
  'error findings name the fields that the API server of %s names',
  {
    timeout: 600_000,
  },
  (kubernetes) => {
    const comparisons = verdictsOf(kubernetes).map((verdict) => compare(verdict, kubernetes));
    const disagreements = comparisons
      .filter(({ agrees, exception }) => !agrees && exception === undefined)
      .map(({ verdict, expected, actual }) => ({
        name: verdict.name,
        missing: expected.filter((path) => !actual.includes(path)),
        extra: actual.filter((path) => !expected.includes(path)),
      }));
    expect(comparisons.length).toBeGreaterThan(5_000);
    expect(disagreements).toEqual([]);
  },
);
