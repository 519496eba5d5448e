/** Manifests that are accepted and hurt: what the rules say about them is what their lines promise, no more and no less. */
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findingsOf, readCorpus } from './support/corpus.ts';

const corpus = readCorpus('bad').map((file) => ({ ...file, ...findingsOf(file) }));

test('there are some', () => expect(corpus.flatMap(({ expected }) => expected).length).toBeGreaterThan(40));

test.each(corpus)('$name', ({ all, expected, messages }) => {
  expect(all, messages.join('\n')).toEqual([...new Set(expected)].sort());
});

test.each(corpus.filter(({ text }) => !text.includes('{{')))('$name, written as JSON', ({ text, expected }) => {
  const items = parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as unknown);
  const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2);
  const rules = (places: readonly string[]) => [...new Set(places.map((place) => place.replace(/^\d+ /, '')))].sort();
  expect(rules(findingsOf({ text: json }).all)).toEqual(rules(expected));
});
