/** Messages are data, and each has a text that readers understand: see CONTRIBUTING.md, "Write a message". */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { pageEnglish } from '../client/page/text.ts';
import { clientEnglish } from '../client/src/text.ts';
import { panelEnglish } from '../client/webview/text.ts';
import { findRules } from '../scripts/support/ruleFiles.ts';
import type { Phrase, Text, Texts } from '../server/src/base/message.ts';
import { cliEnglish } from '../server/src/cli/formatter.ts';
import { mcpEnglish } from '../server/src/mcp/formatter.ts';
import { matchedSentencesIn, sentencesIn, sentencesInText } from './support/literals.ts';
import { hardWords } from './support/plainEnglish.ts';

const root = resolve(import.meta.dirname, '..');
const texts: Texts = {
  ...cliEnglish.texts,
  ...mcpEnglish.texts,
  ...panelEnglish.texts,
  ...clientEnglish.texts,
  ...pageEnglish.texts,
};

const filesIn = (...patterns: string[]) =>
  globSync(patterns, { cwd: root, ignore: ['**/*.test.{ts,tsx}', '**/testing/**', '**/*.generated.*'] });
const all = filesIn('server/src/**/*.ts', 'client/**/*.{ts,tsx}');

/** Rooms whose sentences are all messages. */
const rooms = ['client/src', 'client/webview', ...globSync('server/src/*', { cwd: root, onlyDirectories: true })].map(
  (room) => room.replace(/\/$/, ''),
);

/** Rooms that may say or look for words of Kubernetes and others, where a comment names their source. */
const quoting = /^(server\/src\/(kubernetes|lifecycle|template|chart|yaml|overlay)|client\/src)$/;

/** Descriptions of fields that `npm run generate:scenario` writes into the schema of scenario files. */
const schemaDescriptions = /^server\/src\/lifecycle\/world\/(scenarioShape\.ts|shapes\/)/;

/** Knows the words of another extension, which are all that tells what that has reported. */
const wordsOfOthers = 'client/src/evidence.ts';

test.each(rooms)('no sentence stands outside the messages: %s', (room) => {
  const files = filesIn(`${room}/**/*.{ts,tsx}`).filter(
    (file) => !schemaDescriptions.test(file) && file !== wordsOfOthers,
  );
  expect(files.length).toBeGreaterThan(0);
  const options = { mayQuote: quoting.test(room) };
  expect(files.flatMap((file) => sentencesIn(join(root, file), options))).toEqual([]);
});

describe('a planted sentence', () => {
  const found = (source: string, options?: Parameters<typeof sentencesInText>[2]) =>
    sentencesInText('planted.tsx', source, options).map(({ text }) => text);

  test.each([
    ['in a string', "show('Nothing was found here');", 'Nothing was found here'],
    ['in a template', 'show(`${' + 'count} pods are not ready`);', '… pods are not ready'],
    ['in JSX', '<p>Nothing was found here</p>;', 'Nothing was found here'],
    ['in an attribute', '<p title="Nothing was found here" />;', 'Nothing was found here'],
    ['in a regular expression', 'text.match(/nothing was found/);', 'nothing was found'],
    ['in an argument beside a message', "say.found({ what: 'nothing at all here' });", 'nothing at all here'],
  ])('is found %s', (_, source, text) => expect(found(source)).toEqual([text]));

  test.each([
    ['a message', "const say = defineMessages('a', { nothing: 'Nothing was found here' });"],
    ['two words', "show('not ready');"],
    ['a command line', "show('$ kubectl get pod --watch');"],
    ['a class', '<p class="one two three" />;'],
    ['a line of the log', "log.error('A file could not be read');"],
    ['an error for maintainers', "throw new Error('Not made by defineMessages');"],
  ])('is not %s', (_, source) => expect(found(source)).toEqual([]));

  const words = "const reason = 'Back-off pulling image now';";
  const upstream = '/** Upstream: `pkg/kubelet/images`. */\n';
  test('may be the words of Kubernetes, where their source is named and the room may quote', () => {
    expect(found(upstream + words, { mayQuote: true })).toEqual([]);
    expect(found(upstream + words)).toHaveLength(1);
    expect(found(`/** A reason. */\n${words}`, { mayQuote: true })).toHaveLength(1);
    expect(found(`${upstream}const other = 1;\n${words}`, { mayQuote: true })).toHaveLength(1);
  });

  test('may be what Kustomize says when it refuses something', () => {
    const refusal = "throw refused('nothing selected by selector');";
    expect(found(refusal, { mayQuote: true })).toEqual([]);
    expect(found(refusal)).toHaveLength(1);
  });
});

test('no code looks for a sentence of ours in a text', () => {
  expect(all.flatMap((file) => matchedSentencesIn(join(root, file)))).toEqual([]);
});

test('a host knows the texts of every room', () => {
  const tables = all.flatMap((file) =>
    file.endsWith('base/message.ts')
      ? []
      : [...read(file).matchAll(/defineMessages\(\s*'([\w.-]+)'/g)].map(([, room]) => room!),
  );
  expect(tables.length).toBeGreaterThan(5);
  const known = new Set(Object.keys(texts).map((id) => id.slice(0, id.lastIndexOf('/'))));
  expect(tables.filter((table) => !known.has(table))).toEqual([]);
});

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
