import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatFieldPath } from '../base/fieldPath.ts';
import type { SchemaProblem } from './problem.ts';
import { validateObject } from './validate.ts';

/** What the API server's own code says about a manifest; see `test/conformance/apiserver/`. */
interface Verdict {
  readonly name: string;
  readonly manifest: unknown;
  readonly errors?: readonly { readonly field: string; readonly type: string }[];
  readonly strict?: readonly string[];
  readonly decodeError?: string;
}

const file = new URL('../../../test/conformance/apiserver/given-1.34.json', import.meta.url);
const verdicts = JSON.parse(readFileSync(file, 'utf8')) as Verdict[];
const checked = verdicts.map((verdict) => ({
  verdict,
  problems: validateObject(verdict.manifest, { kubernetes: '1.34' }),
}));

function pathsOf(problems: readonly SchemaProblem[], ...kinds: SchemaProblem['kind'][]): string[] {
  return problems.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => formatFieldPath(path));
}

test('values that the server cannot decode, and no others, have a wrong type', () => {
  const disagreements = checked.flatMap(({ verdict: { name, decodeError }, problems }) => {
    const wrong = pathsOf(problems, 'wrongType');
    // The server's path has no list indexes, and for some types it names none.
    const expected = /Go struct field \w+\.(\S+) of type/.exec(decodeError ?? '')?.[1];
    const found = wrong.some((path) => expected === undefined || path.replace(/\[\d+\]/g, '') === expected);
    return (decodeError !== undefined) === found ? [] : [{ name, decodeError, wrong }];
  });
  expect(disagreements).toEqual([]);
});

test('unknown fields are those that strict decoding names', () => {
  const disagreements = checked.flatMap(({ verdict: { name, strict = [], decodeError }, problems }) => {
    const unknown = pathsOf(problems, 'unknownField', 'fieldNotInRelease').map((path) => `unknown field "${path}"`);
    return decodeError !== undefined || JSON.stringify(unknown) === JSON.stringify(strict)
      ? []
      : [{ name, strict, unknown }];
  });
  expect(disagreements).toEqual([]);
});

test('a field that is reported as missing is rejected at its own path', () => {
  const disagreements = checked.flatMap(({ verdict: { name, errors = [] }, problems }) =>
    pathsOf(problems, 'missingRequired')
      .filter((path) => !errors.some(({ field }) => field === path))
      .map((path) => ({ name, path })),
  );
  expect(disagreements).toEqual([]);
});

test('an object with a value outside an enumeration is rejected', () => {
  const accepted = checked.filter(
    ({ verdict: { errors = [], decodeError }, problems }) =>
      decodeError === undefined && errors.length === 0 && pathsOf(problems, 'notInEnum').length > 0,
  );
  expect(accepted.map(({ verdict }) => verdict.name)).toEqual([]);
});

test('the verdicts have cases of every sort', () => {
  expect(verdicts.length).toBeGreaterThan(1000);
  for (const kind of ['wrongType', 'unknownField', 'missingRequired', 'notInEnum'] as const) {
    expect(checked.flatMap(({ problems }) => pathsOf(problems, kind)).length).toBeGreaterThan(5);
  }
});
