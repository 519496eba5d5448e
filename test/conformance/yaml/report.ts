/** What the product reads in a text, held against what kubectl reads. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unknownValue } from '../../../server/src/base/unknown.ts';
import { findAliases } from '../../../server/src/yaml/aliases.ts';
import { parseYaml, plainValue, unreadDocument, type YamlDocument } from '../../../server/src/yaml/document.ts';
import { readPiece } from '../../../server/src/yaml/kubectl/read.ts';
import { contentOf, type Piece, splitDocuments } from '../../../server/src/yaml/split.ts';

export interface RecordedReading {
  readonly text?: string;
  /** In the corpora, where the text stands in a file. */
  readonly file?: string;
  /** The documents that kubectl gets, without those that are null. */
  readonly documents: readonly unknown[];
  /** Why it refuses the text. */
  readonly error?: string;
}

export function textOf({ text, file }: RecordedReading): string {
  if (text !== undefined) return text;
  return file === undefined ? '' : readFileSync(path.join(import.meta.dirname, '../../corpus', file), 'utf8');
}

/** The documents that the product reads; undefined where it says that kubectl refuses the text. */
export function readByProduct(text: string): unknown[] | undefined {
  const pieces = splitDocuments(text).map(readAsKubectl);
  const isRefused = pieces.flat().some(({ problems, aliasProblems }) => problems.length + aliasProblems.length > 0);
  if (isRefused) return undefined;
  // kubectl reads the first document of each piece.
  return pieces
    .flatMap(([document]) => (document ? [plainValue(document, document.root)] : []))
    .filter((value) => value !== null);
}

/** The documents of a piece. Where kubectl drops a part without a word, which the product reads and reports, what is left. */
function readAsKubectl({ text, standing }: Piece): YamlDocument[] {
  const [document, ...others] = parseYaml(text, standing);
  if (!document?.problems.some(({ code }) => code === 'UNREAD')) return document ? [document, ...others] : [];
  const root = readPiece(text, contentOf(text, standing).start).documents[0]?.root ?? null;
  const { resolve, problems: aliasProblems } = findAliases(root, text);
  const problems = document.problems.filter(({ code }) => code !== 'UNREAD');
  return [{ ...unreadDocument(text), root, problems, resolve, aliasProblems }];
}

const template = /\{\{|\{[%#]|\$\{|__[A-Z]|@[A-Z]/;

/**
 * Whether the product reads a text as kubectl does. Of one with templates, whose values are anybody's, only that it is taken
 * where kubectl takes it as it stands.
 */
export function isReadAlike(recorded: RecordedReading): boolean {
  const { documents, error } = recorded;
  const text = textOf(recorded);
  const read = readByProduct(text);
  if (template.test(text)) return error !== undefined || read !== undefined;
  return error === undefined ? read !== undefined && matches(read, documents) : read === undefined;
}

/** Equal; JSON knows no negative zero. */
function matches(read: unknown, recorded: unknown): boolean {
  if (read === recorded) return true;
  if (typeof read !== 'object' || typeof recorded !== 'object' || read === null || recorded === null) return false;
  if (Array.isArray(read) !== Array.isArray(recorded)) return false;
  const keys = Object.keys(read);
  return (
    keys.length === Object.keys(recorded).length &&
    keys.every((key) => Object.hasOwn(recorded, key) && matches(fieldOf(read, key), fieldOf(recorded, key)))
  );
}

function fieldOf(object: object, key: string): unknown {
  return (object as Record<string, unknown>)[key];
}

function shown(documents: readonly unknown[] | undefined): string {
  return documents === undefined
    ? 'refused'
    : JSON.stringify(documents, (_, value) => (value === unknownValue ? '?' : value));
}

/** Texts as kubectl reads them, for `npm run conformance`. */
export const readings = {
  title: 'texts as kubectl reads them',
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean => first !== undefined && 'documents' in first,
  report: (records: readonly Record<string, unknown>[], { verbose }: { readonly verbose: boolean }): boolean => {
    const recorded = records as unknown as readonly RecordedReading[];
    const wrong = recorded.filter((one) => !isReadAlike(one));
    for (const one of verbose ? wrong : wrong.slice(0, 3)) {
      console.log(one.file ?? JSON.stringify(one.text));
      console.log(`  - ${one.error ?? shown(one.documents)}\n  + ${shown(readByProduct(textOf(one)))}`);
    }
    console.log(`yaml     ${recorded.length - wrong.length} of ${recorded.length} texts are read alike`);
    return wrong.length === 0;
  },
};
