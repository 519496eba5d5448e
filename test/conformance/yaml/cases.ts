/**
 * Writes what the recorder reads, as a JSON list: `cases.ts corpus` the files of the corpora, else texts, those that are
 * given and random ones, always the same for a seed: `cases.ts [COUNT [SEED]]`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { randomness } from '../apiserver/randomness.ts';
import { randomText } from './random.ts';
import { scalars, texts } from './texts.ts';

const corpora = path.join(import.meta.dirname, '../../corpus');

const isCorpus = process.argv[2] === 'corpus';
process.stdout.write(
  JSON.stringify(
    isCorpus ? filesOfCorpora() : generated(Number(process.argv[2] ?? 3600), Number(process.argv[3] ?? 1)),
  ),
);

function filesOfCorpora(): { file: string; text: string }[] {
  return globSync('{good,templates,bad}/**/*.{yaml,yml,json,tpl}', { cwd: corpora })
    .toSorted()
    .map((file) => ({ file, text: readFileSync(path.join(corpora, file), 'utf8') }));
}

function generated(count: number, seed: number): { text: string }[] {
  const given = seed === 1 ? [...texts, ...scalars.flatMap((scalar) => [`a: ${scalar}\n`, `${scalar}: a\n`])] : [];
  const random = randomness(seed);
  const all = new Set(given);
  while (all.size < given.length + count) {
    const text = randomText(random);
    // Half of a character that takes two units cannot be written to a file.
    if (!/\p{Surrogate}/u.test(text) && isCertain(text)) all.add(text);
  }
  return [...all].map((text) => ({ text }));
}

/** Where Go's answer depends on the order in which it walks over a map, or on how much of a text it has buffered, there is none. */
function isCertain(text: string): boolean {
  const hasControl = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
  return !(hasControl && /\.\.\.|---/.test(text)) && !(/^\s*\{/.test(text) && text.includes('e400'));
}
