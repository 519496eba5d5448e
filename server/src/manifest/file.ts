/** A manifest file: its documents with the objects in them. An edit costs only what the edited documents cost. */

import { blocksAcross, type Within } from '../yaml/blocksAcross.ts';
import { parseYaml, unreadDocument, type YamlDocument } from '../yaml/document.ts';
import { type Piece, type Standing, splitDocuments } from '../yaml/split.ts';
import { type ManifestContext, noContext } from './context.ts';
import { type ManifestObject, objectsOf } from './object.ts';

export interface ManifestFile {
  readonly text: string;
  readonly context: ManifestContext;
  readonly documents: readonly ManifestDocument[];
}

export interface ManifestDocument {
  /** Where the document begins in the file; spans of everything in it are relative to this. */
  readonly offset: number;
  readonly content: DocumentContent;
}

/** What a document says, wherever in the file it stands; the same object as before where its text didn't change. */
export interface DocumentContent {
  readonly text: string;
  readonly yaml: YamlDocument;
  readonly objects: readonly ManifestObject[];
  readonly context: ManifestContext;
}

/**
 * Parses a file; documents whose text stands in `previous` too are taken from there, if it was read in the same context.
 * Never throws.
 */
export function parseManifest(
  text: string,
  previous?: ManifestFile,
  context: ManifestContext = noContext,
): ManifestFile {
  const known = new Map<string, DocumentContent[]>();
  const documents = previous?.context === context ? previous.documents : [];
  for (const { content } of documents) {
    const key = keyOf(content.text, content.yaml);
    const contents = known.get(key) ?? [];
    if (!contents.includes(content)) known.set(key, [...contents, content]);
  }
  return { text, context, documents: [...piecesOf(text, known, context)].flat() };
}

/**
 * The documents of a file, piece by piece, for texts that are too large to be kept parsed: nothing is remembered, not even
 * that two pieces are the same.
 */
export function* readPieces(text: string, context: ManifestContext): Generator<readonly ManifestDocument[]> {
  for (const piece of splitDocuments(text)) yield documentsOf(piece, undefined, new Map(), context);
}

function* piecesOf(
  text: string,
  known: Map<string, DocumentContent[]>,
  context: ManifestContext,
): Generator<ManifestDocument[]> {
  const pieces = splitDocuments(text);
  const around = blocksAcross(text, pieces);
  for (const [index, piece] of pieces.entries()) yield documentsOf(piece, around[index], known, context);
}

function documentsOf(
  piece: Piece,
  within: Within | undefined,
  known: Map<string, DocumentContent[]>,
  context: ManifestContext,
): ManifestDocument[] {
  const { text, standing } = piece;
  const key = keyOf(text, { standing, within });
  let contents = known.get(key);
  if (!contents) {
    const documents =
      mayHoldObject(text) && within !== 'data'
        ? parseYaml(text, standing)
        : [{ ...unreadDocument(text), ...(standing ? { standing } : {}) }];
    contents = documents
      .map((yaml) => (within === undefined ? yaml : { ...yaml, within }))
      .map((yaml) => ({ text, yaml, objects: objectsOf(yaml, context), context }));
    known.set(key, contents);
  }
  return contents.map((content) => ({ offset: piece.offset, content }));
}

/** What decides how a piece is read. */
function keyOf(
  text: string,
  { standing, within }: { readonly standing?: Standing | undefined; readonly within?: Within | undefined },
): string {
  return standing === undefined && within === undefined ? text : `${standing} ${within}\0${text}`;
}

const kind = /(?:^[ \t{,"']*|[{,][ \t]*"?)kind["']?[ \t]*:/m;
const metadata = /(?:^[ \t{,"']*|[{,][ \t]*"?)metadata["']?[ \t]*:/m;

/**
 * Whether an object may stand in a text; values of charts, workflows and other data need no reading. One of the two words
 * may be missing or misspelt where the text looks like an object otherwise.
 */
export function mayHoldObject(text: string): boolean {
  const hasVersion = text.includes('apiVersion');
  if (hasVersion && text.includes('kind')) return true;
  return text.includes('metadata') && (hasVersion || kind.test(text)) && metadata.test(text);
}
