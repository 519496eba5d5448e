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
import { BackgroundWork, type WorkListener } from './backgroundWork.ts';
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
  readonly #work: BackgroundWork;

  /** The listener hears when everything that the client told is known. */
  constructor(listener: WorkListener) {
    this.#work = new BackgroundWork(listener);
  }

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

  /** Takes what the client tells; a whole workspace takes a while, so it is read bit by bit, in the order of the news. */
  update({ changed, deleted, complete }: WorkspaceFilesParams): void {
    this.#work.add([
      ...changed.map(
        ({ uri, text }) =>
          () =>
            this.#setClosed(uri, text),
      ),
      ...deleted.map((uri) => () => this.#delete(uri)),
      () => {
        if (complete !== undefined) this.index.complete = complete;
      },
    ]);
  }

  dispose(): void {
    this.#work.dispose();
  }

  #setClosed(uri: string, text: string): void {
    if (this.#closed.get(uri)?.text === text) return;
    const known = knownFile(parseManifest(text));
    this.#closed.set(uri, known);
    if (!this.#open.has(uri)) this.index.setFile(uri, known.documents);
  }

  #delete(uri: string): void {
    // A folder that goes takes its files along.
    const gone = this.#closed.has(uri) ? [uri] : [...this.#closed.keys()].filter((file) => file.startsWith(`${uri}/`));
    for (const file of gone) {
      this.#closed.delete(file);
      if (!this.#open.has(file)) this.index.deleteFile(file);
    }
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
