import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { hardWords } from './support/plainEnglish.ts';

/** Private words of this project, for which Kubernetes, LSP or plain English has one. */
const privateWords = /\b(tells?|told|hears?|heeds?|heeded|loud|affair|slips?)\b/i;

/** The first argument of `test`, `it`, `describe` and their variants such as `test.each(…)`. */
const namePattern = /^\s*(?:test|it|describe)\b.*?\((['"`])((?:(?!\1).)+)\1,/gm;

const files = globSync(['server/**/*.test.ts', 'client/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts']);
const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(namePattern)].map(([, , name]) => name!));

test('names of tests are found', () => {
  expect(names.length).toBeGreaterThan(2_000);
});

test('names of tests use plain words of the field', () => {
  expect(names.filter((name) => hardWords.test(name) || privateWords.test(name))).toEqual([]);
});
