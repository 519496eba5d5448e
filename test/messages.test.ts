/** Messages are data, and each has a text that readers understand: see CONTRIBUTING.md, "Write a message". */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { clientEnglish } from '../client/src/text.ts';
import { panelEnglish } from '../client/webview/text.ts';
import { findRules } from '../scripts/support/ruleFiles.ts';
import type { Phrase, Text, Texts } from '../server/src/base/message.ts';
import { cliEnglish } from '../server/src/cli/formatter.ts';
import { matchedSentencesIn, sentencesIn } from './support/literals.ts';

const root = resolve(import.meta.dirname, '..');
const texts: Texts = { ...cliEnglish.texts, ...panelEnglish.texts, ...clientEnglish.texts };

const filesIn = (...patterns: string[]) =>
  globSync(patterns, { cwd: root, ignore: ['**/*.test.{ts,tsx}', '**/testing/**', '**/*.generated.*'] });
const all = filesIn('server/src/**/*.ts', 'client/**/*.{ts,tsx}');

/** The rooms whose sentences are all messages. One that is converted gets its line here, and keeps it. */
const converted = [
  'client/src',
  'client/webview',
  'server/src/analysis',
  'server/src/simulation',
  'server/src/rules',
  'server/src/features',
  'server/src/lsp',
  'server/src/cli',
];

test.each(converted)('no sentence stands outside the messages: %s', (room) => {
  const files = filesIn(`${room}/**/*.{ts,tsx}`);
  expect(files.length).toBeGreaterThan(1);
  expect(files.flatMap((file) => sentencesIn(join(root, file)))).toEqual([]);
});

/** Words of Kubernetes, which say what an event means. */
const kubernetesWords = ['will be restarted'];

test('no code looks for a sentence of ours in a text', () => {
  const found = all.flatMap((file) => matchedSentencesIn(join(root, file)));
  expect(found.filter(({ text }) => !kubernetesWords.includes(text))).toEqual([]);
});

test('a host knows the texts of every room', () => {
  const rooms = all.flatMap((file) =>
    file.endsWith('base/message.ts')
      ? []
      : [...read(file).matchAll(/defineMessages\(\s*'([\w.-]+)'/g)].map(([, room]) => room!),
  );
  expect(rooms.length).toBeGreaterThan(5);
  const known = new Set(Object.keys(texts).map((id) => id.slice(0, id.lastIndexOf('/'))));
  expect(rooms.filter((room) => !known.has(room))).toEqual([]);
});

/** Words that readers whose mother tongue isn't English stumble over. */
const hardWords = /\b(whatever|whoever|nobody|anew|for ever|takes no|be it|thereof|hence)\b/i;

test.each(Object.entries(texts))('%s is plain', (_, text) => {
  for (const form of formsOf(text)) {
    expect(form).not.toMatch(hardWords);
    expect(form).not.toMatch(/\{\}|\{[^}]*[^\w}]|\bundefined\b| {2}/);
  }
});

describe.each(await findRules())('$rule.meta.id', ({ path, rule: { meta } }) => {
  const source = withNeighbours(join('server/src/rules', path));

  test.each(Object.entries(meta.messages))('%s is short, and everything in it is filled', (_, text) => {
    for (const form of formsOf(shortOf(text))) expect(form.replace(/\{\w+\}/g, '').length).toBeLessThanOrEqual(120);
    for (const name of formsOf(text).flatMap((form) => form.match(/(?<=\{)\w+(?=\})/g) ?? []))
      expect(source.replaceAll(`{${name}}`, ''), `a value for {${name}}`).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** A rule's source and that of the files around it, which may share its messages. */
function withNeighbours(file: string): string {
  const source = read(file);
  const imported = [...source.matchAll(/from '(\.\.?\/[\w/]+\.ts)'/g)].map(([, path]) => join(dirname(file), path!));
  return [source, ...imported.map(read)].join('\n');
}

function shortOf(text: Text): Phrase {
  return typeof text === 'string' || 'other' in text ? text : text.text;
}

function formsOf(text: Text): string[] {
  return typeof text === 'string' ? [text] : Object.values(text).flatMap(formsOf);
}
