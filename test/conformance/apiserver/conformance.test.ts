import { expect, test } from 'vitest';
import { compare, readVerdicts, verdictsOf } from './verdicts.ts';

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

test('mutants of the newest release that were once judged otherwise', () => {
  const comparisons = readVerdicts('mutants-1.37.json').map((verdict) => compare(verdict, '1.37'));
  expect(comparisons.length).toBeGreaterThan(40);
  expect(comparisons.filter(({ agrees, exception }) => !agrees && exception === undefined)).toEqual([]);
});

test('mutants of the kinds that are judged since, too', () => {
  const comparisons = readVerdicts('mutants-1.34.json').map((verdict) => compare(verdict));
  const kinds = new Set(comparisons.map(({ verdict }) => (verdict.manifest as { kind?: string }).kind));
  expect(kinds.size).toBeGreaterThanOrEqual(8);
  expect(comparisons.filter(({ agrees, exception }) => !agrees && exception === undefined)).toEqual([]);
});

test('what the API server accepts is excused by no exception', () => {
  const verdict = verdictsOf('1.34').find((one) => compare(one).exception !== undefined)!;
  const accepted = compare({ ...verdict, accepted: true, errors: [{ field: 'spec.none', type: 'FieldValueInvalid' }] });
  expect(accepted).toMatchObject({ agrees: false, exception: undefined });
});
