/**
 * What the server knows of the workspace: open documents as they are in the editor, and the files that the client tells
 * of. Of a file that is not open only facts are kept, and the text, for the places in it that findings point to.
 */
import type { Location } from 'vscode-languageserver';
import { LineIndex } from '../base/lineIndex.ts';
import { type Span, shift } from '../base/span.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import type { DocumentFacts } from '../manifest/index/facts.ts';
import { factsOf } from '../manifest/index/readFacts.ts';
import { type PlacedFacts, WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import type { WorkspaceFilesParams } from './protocol.ts';

interface KnownFile {
  readonly text: string;
  readonly documents: readonly PlacedFacts[];
  lines?: LineIndex;
}

export class WorkspaceFiles {
  readonly index = new WorkspaceIndex();
  readonly #open = new Map<string, KnownFile>();
  readonly #closed = new Map<string, KnownFile>();

  /** Tells how an open document looks now. */
  setOpen(uri: string, file: ManifestFile): void {
    const known = knownFile(file);
    this.#open.set(uri, known);
    this.index.setFile(uri, known.documents);
  }

  /** The document was closed: what counts is the file again. */
  close(uri: string): void {
    this.#open.delete(uri);
    const closed = this.#closed.get(uri);
    if (closed) this.index.setFile(uri, closed.documents);
    else this.index.deleteFile(uri);
  }

  /** Takes what the client tells. */
  update({ changed, deleted, complete }: WorkspaceFilesParams): void {
    for (const { uri, text } of changed) {
      if (this.#closed.get(uri)?.text === text) continue;
      const known = knownFile(parseManifest(text));
      this.#closed.set(uri, known);
      if (!this.#open.has(uri)) this.index.setFile(uri, known.documents);
    }
    for (const uri of deleted) {
      // A folder that goes takes its files along.
      const gone = this.#closed.has(uri)
        ? [uri]
        : [...this.#closed.keys()].filter((file) => file.startsWith(`${uri}/`));
      for (const file of gone) {
        this.#closed.delete(file);
        if (!this.#open.has(file)) this.index.deleteFile(file);
      }
    }
    if (complete !== undefined) this.index.complete = complete;
  }

  /** Where something stands in a document of a file; undefined where it no longer does. */
  locate(uri: string, document: DocumentFacts, span: Span): Location | undefined {
    const file = this.#open.get(uri) ?? this.#closed.get(uri);
    const offset = this.index.offsetOf(uri, document);
    if (!file || offset === undefined) return undefined;
    file.lines ??= new LineIndex(file.text);
    const { start, end } = shift(span, offset);
    return { uri, range: { start: file.lines.positionAt(start), end: file.lines.positionAt(end) } };
  }
}

function knownFile({ text, documents }: ManifestFile): KnownFile {
  return { text, documents: documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })) };
}
