/** The fast lane of reading: whatever it takes it reads as go-yaml's whole grammar does, and as `yaml` does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import { readPlainBlock } from '../../../server/src/yaml/kubectl/plainBlock.ts';
import { readAny } from '../../../server/src/yaml/kubectl/read.ts';
import { contentOf, splitDocuments } from '../../../server/src/yaml/split.ts';
import { randomness } from '../apiserver/randomness.ts';
import { randomText } from './random.ts';
import { type RecordedReading, textOf } from './report.ts';
import { texts } from './texts.ts';

/** Without markers and comments before it, as the two readers get it. */
function piecesOf(text: string): { readonly text: string; readonly start: number }[] {
  return splitDocuments(text).map((piece) => ({
    text: piece.text,
    start: contentOf(piece.text, piece.standing).start,
  }));
}

/** What a node is, and what is written there. */
function shape(node: Node | null | undefined): unknown {
  if (isMap(node)) return { map: node.items.map(({ key, value }) => [shape(key as Node), shape(value as Node)]) };
  if (isSeq(node)) return { list: node.items.map((item) => shape(item as Node)) };
  if (!isScalar(node)) return node;
  // `yaml` reads `012` and `yes` otherwise than Kubernetes: what is written is compared. kubectl adds the last line break.
  const text = node.type?.startsWith('BLOCK') ? String(node.value).trimEnd() : node.source;
  return { text, type: node.type };
}

function shapeByYaml(text: string): unknown {
  const parsed = parseAllDocuments(text, { uniqueKeys: false, merge: true, strict: false, logLevel: 'silent' });
  const [document] = Array.isArray(parsed) ? parsed : [];
  return document?.errors.length === 0 ? shape(document.contents as Node) : document?.errors;
}

function onlyFrom(text: string, start: number): string {
  return text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start);
}

interface Compared {
  taken: number;
  readonly differing: string[];
}

function compare(text: string, compared: Compared): void {
  for (const piece of piecesOf(text)) {
    const read = readPlainBlock(piece.text, piece.start);
    if (!read) continue;
    compared.taken++;
    const { documents, error, unreadFrom } = readAny(piece.text, piece.start);
    const isWhole = error === undefined && unreadFrom === undefined && documents.length === 1;
    const [document] = documents;
    const isAlike = isWhole && document?.refusals.length === 0 && isDeepStrictEqual(read, document.root);
    if (!isAlike || !isDeepStrictEqual(shape(read), shapeByYaml(onlyFrom(piece.text, piece.start))))
      compared.differing.push(piece.text);
  }
}

describe('The fast lane', () => {
  test('reads random texts as the whole grammar does', () => {
    const random = randomness(Number(process.env.PROBEWISE_SEED ?? 1));
    const compared: Compared = { taken: 0, differing: [] };
    for (const text of texts) compare(text, compared);
    for (let i = 0; i < 12_000; i++) compare(randomText(random), compared);
    expect(compared.differing).toEqual([]);
    expect(compared.taken).toBeGreaterThan(600);
  });

  test('takes most of what people write, and reads it alike', () => {
    const compared: Compared = { taken: 0, differing: [] };
    const recorded = readFileSync(join(import.meta.dirname, 'corpus-1.37.json'), 'utf8')
      .trim()
      .split('\n');
    for (const line of recorded) compare(textOf(JSON.parse(line) as RecordedReading), compared);
    expect(compared.differing).toEqual([]);
    expect(compared.taken).toBeGreaterThan(recorded.length / 2);
  });
});
