/** A piece of a file as kubectl reads it: the documents in it, or why it is refused. */
import { type Node, visit } from 'yaml';
import { controlCharacter } from './characters.ts';
import { jsonEnd, readJson, skipWhiteSpace } from './json.ts';
import { deepest, Parser } from './parser.ts';
import { readPlainBlock } from './plainBlock.ts';
import { ReadError } from './token.ts';

export interface ReadDocument {
  readonly root: Node;
  /** Why the document is refused although it is well formed. */
  readonly refusals: readonly ReadError[];
}

export interface Reading {
  /** The first one is what kubectl gets; it does not look at what follows in the same piece. */
  readonly documents: readonly ReadDocument[];
  /** Why the text of the first document is not read. */
  readonly error: ReadError | undefined;
  /** Where the text goes on behind the first document without a marker between them: kubectl drops that without a word. */
  readonly unreadFrom: number | undefined;
}

/** Reads a piece that `splitDocuments` cut out of a file, from `start` on. Throws a RangeError where nesting is too deep. */
export function readPiece(text: string, start: number): Reading {
  const json = skipWhiteSpace(text, text.startsWith('\uFEFF') ? 1 : 0);
  if (text[json] === '{') {
    const end = jsonEnd(text, json);
    if (end >= 0 && skipWhiteSpace(text, end) === text.length)
      return {
        documents: [{ root: readJson(text, json, deepest), refusals: [] }],
        error: undefined,
        unreadFrom: undefined,
      };
  }
  const plain = readPlainBlock(text, start);
  if (plain) return { documents: [{ root: plain, refusals: [] }], error: undefined, unreadFrom: undefined };
  return readAny(text, start);
}

/** The same for a text that is not JSON, by the whole of go-yaml's grammar. */
export function readAny(text: string, start: number): Reading {
  const control = controlCharacter(text);
  if (control >= 0) return refused(new ReadError('control characters are not allowed', control));
  const documents: ReadDocument[] = [];
  let unreadFrom: number | undefined;
  try {
    const parser = new Parser(text, start);
    for (let read = parser.document(true); read; read = parser.document(false)) {
      const { root, composer } = read;
      const infinite = composer.hasInfinite ? infiniteValue(root) : undefined;
      const refusals = infinite ? [...composer.refusals, infinite] : composer.refusals;
      documents.push({ root, refusals: documents.length === 0 ? refusals : [] });
      unreadFrom ??= documents.length === 1 ? parser.unmarkedRest() : undefined;
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    // A fault behind the first document is none that anybody sees.
    if (documents.length === 0) return refused(error);
  }
  return { documents, error: undefined, unreadFrom };
}

function refused(error: ReadError): Reading {
  return { documents: [], error, unreadFrom: undefined };
}

/** JSON, which kubectl makes of every document, has neither infinity nor NaN; keys may be called so. */
function infiniteValue(root: Node): ReadError | undefined {
  let found: ReadError | undefined;
  visit(root, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'number' || Number.isFinite(node.value)) return undefined;
      found = new ReadError(`json: unsupported value: ${node.source}`, node.range?.[0] ?? 0);
      return visit.BREAK;
    },
  });
  return found;
}
