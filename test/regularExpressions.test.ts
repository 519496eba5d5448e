/**
 * No regular expression of the product takes longer than its input is long: an input that makes one backtrack freezes the
 * editor. One that does so says in a comment above it, `// Bounded: …`, why its input is never long; an expression that a
 * chart brings along belongs to `re2js`.
 */
import { join, resolve } from 'node:path';
import { checkSync } from 'recheck';
import { globSync } from 'tinyglobby';
import { describe, expect, test, vi } from 'vitest';
import { expressionsIn, expressionsMadeBy } from './support/regularExpressions.ts';

const root = resolve(import.meta.dirname, '..');
const files = globSync(['server/src/**/*.ts', 'client/**/*.{ts,tsx}'], {
  cwd: root,
  ignore: ['**/*.test.{ts,tsx}', '**/testing/**', '**/*.generated.*'],
}).sort();
const found = files.map((file) => ({ file, ...expressionsIn(join(root, file)) }));

/** What is wrong with an expression; undefined where it is linear. */
function fault(pattern: string, flags: string): string | undefined {
  const found = checkSync(pattern, flags, { timeout: 60_000 });
  if (found.status === 'safe') return undefined;
  if (found.status === 'unknown') return `not understood: /${pattern}/${flags}`;
  const { checker, complexity, attack } = found;
  // A search by chance counts steps and takes some that are many for quadratic ones: then the attack itself decides.
  const isGuessed = checker === 'fuzz' && complexity.type === 'polynomial' && complexity.degree === 2;
  if (isGuessed && bestMs(new RegExp(pattern, flags), attack.string) < slowMs) return undefined;
  return `${complexity.summary}: /${pattern}/${flags}`;
}

/** An attack has tens of thousands of letters: what is quadratic takes a second and more for it, what is linear one millisecond. */
const slowMs = 100;

function bestMs(expression: RegExp, text: string): number {
  const times = [1, 2, 3].map(() => {
    const startedMs = performance.now();
    text.search(expression);
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}

describe('the check itself', () => {
  test.each([
    ['(a+)+b', ''],
    ['^(?:(?:#[^\\n]*)\\r?\\n)*---', ''],
    ['=+$', ''],
    ['^a*b?a*$', ''],
    ['(?<!x)a+(?!a)y', ''],
  ])('finds what backtracks: %s', (pattern, flags) => {
    expect(fault(pattern, flags)).toMatch(/exponential|polynomial/);
  });

  test('sees the expressions of the product', () => {
    expect(found.flatMap(({ literals }) => literals).length).toBeGreaterThan(400);
  });
});

test('no expression that is written down backtracks, but on what is short', { timeout: 600_000 }, () => {
  const known = new Map<string, string | undefined>();
  const faults = found.flatMap(({ file, literals }) =>
    literals.flatMap(({ pattern, flags, line, bound }) => {
      const key = `/${pattern}/${flags}`;
      if (!known.has(key)) known.set(key, fault(pattern, flags));
      const problem = known.get(key);
      if (problem === undefined) return bound === undefined ? [] : [`${file}:${line} is linear and needs no bound`];
      return bound === undefined ? [`${file}:${line} ${problem}`] : [];
    }),
  );
  expect(faults).toEqual([]);
});

describe('expressions made of texts are made while the module is loaded, and none backtracks', () => {
  test.each(found.filter(({ made }) => made.length > 0))('$file', async ({ file, made }) => {
    // What another file has imported already would not be made again.
    vi.resetModules();
    const expressions = await expressionsMadeBy(() => import(join(root, file)));
    expect(expressions.length, 'expressions made later are made of unknown texts: use re2js').toBeGreaterThanOrEqual(
      made.length,
    );
    expect(expressions.flatMap(({ source, flags }) => fault(source, flags) ?? [])).toEqual([]);
  });
});
