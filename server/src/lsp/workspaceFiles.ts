/**
 * What the server knows of the workspace: open documents as they are in the editor, and the files that the client tells
 * of. Of a file that is not open only facts are kept, and the text, for the places in it that findings point to.
 */
import type { Location } from 'vscode-languageserver';
import { LineIndex } from '../base/lineIndex.ts';
import { type Span, shift } from '../base/span.ts';
import type { ManifestContext } from '../manifest/context.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import type { DocumentFacts } from '../manifest/index/facts.ts';
import { factsOf } from '../manifest/index/readFacts.ts';
import { type PlacedReferences, ReferenceIndex } from '../manifest/index/referenceIndex.ts';
import { referencesOf } from '../manifest/index/references.ts';
import { type PlacedFacts, WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import { BackgroundWork, type WorkListener } from './backgroundWork.ts';
import type { WorkspaceFilesParams } from './protocol.ts';
import type { RuntimeEnvironment } from './runtime.ts';

interface KnownFile {
  readonly text: string;
  readonly context: ManifestContext;
  readonly documents: readonly (PlacedFacts & PlacedReferences)[];
  lines?: LineIndex;
}

export class WorkspaceFiles {
  readonly index = new WorkspaceIndex();
  /** Where names are defined and used. */
  readonly references = new ReferenceIndex();
  readonly #open = new Map<string, KnownFile>();
  readonly #closed = new Map<string, KnownFile>();
  /** What the client has told, read or not. */
  readonly #texts = new Map<string, string>();
  readonly #contextsOf: (uris: readonly string[]) => Promise<readonly ManifestContext[]>;
  readonly #work: BackgroundWork;
  /** What came first is read first. */
  #reading: Promise<void> = Promise.resolve();

  /** The listener is notified when everything that the client told is known. */
  constructor(
    contextsOf: (uris: readonly string[]) => Promise<readonly ManifestContext[]>,
    listener: WorkListener,
    runtime: RuntimeEnvironment,
  ) {
    this.#contextsOf = contextsOf;
    this.#work = new BackgroundWork(listener, runtime);
  }

  /** The text of a file that the client told of, whether it is open or not. */
  textOf(uri: string): string | undefined {
    return this.#texts.get(uri);
  }

  /** The files that the client told of. */
  uris(): Iterable<string> {
    return this.#texts.keys();
  }

  /** The text of a file as it was read last. */
  knownText(uri: string): string | undefined {
    return (this.#open.get(uri) ?? this.#closed.get(uri))?.text ?? this.#texts.get(uri);
  }

  /** The texts of the files below a folder, by URI: what is open counts as it is in the editor. */
  textsBelow(folder: string, open: readonly { readonly uri: string; getText(): string }[]): Map<string, string> {
    const isBelow = (uri: string) => uri.startsWith(`${folder}/`);
    const texts = new Map([...this.#texts].filter(([uri]) => isBelow(uri)));
    for (const document of open) if (isBelow(document.uri)) texts.set(document.uri, document.getText());
    return texts;
  }

  /** Takes how an open document looks now. */
  setOpen(uri: string, file: ManifestFile): void {
    const known = knownFile(file);
    this.#open.set(uri, known);
    this.#setFile(uri, known.documents);
  }

  /** The document was closed: what counts is the file again. */
  close(uri: string): void {
    this.#open.delete(uri);
    const closed = this.#closed.get(uri);
    if (closed) this.#setFile(uri, closed.documents);
    else this.#deleteFile(uri);
  }

  /**
   * Takes what the client tells; a whole workspace takes a while, so it is read bit by bit, in the order of the news. Gives
   * the files that changed or went; a folder that goes takes its files along.
   */
  update({ changed, deleted, complete }: WorkspaceFilesParams): string[] {
    const gone = deleted.flatMap((uri) =>
      this.#texts.has(uri) ? [uri] : [...this.#texts.keys()].filter((file) => file.startsWith(`${uri}/`)),
    );
    for (const { uri, text } of changed) this.#texts.set(uri, text);
    for (const uri of gone) this.#texts.delete(uri);
    const uris = [...changed.map(({ uri }) => uri), ...gone];
    this.#read(uris.filter(mayBeManifest));
    this.#inOrder(() => {
      this.#work.add([
        () => {
          if (complete !== undefined) this.index.complete = complete;
        },
      ]);
    });
    return uris;
  }

  /** Call when contexts may have changed: files whose context is another one are read again. */
  refresh(): void {
    this.#read([...this.#texts.keys()].filter(mayBeManifest));
  }

  dispose(): void {
    this.#work.dispose();
  }

  #read(uris: readonly string[]): void {
    this.#inOrder(async () => {
      const contexts = await this.#contextsOf(uris);
      this.#work.add(uris.map((uri, index) => () => this.#setClosed(uri, contexts[index]!)));
    });
  }

  #inOrder(work: () => void | Promise<void>): void {
    this.#reading = this.#reading.then(work).catch((error: unknown) => this.#work.onFailure(error));
  }

  #setClosed(uri: string, context: ManifestContext): void {
    const text = this.#texts.get(uri);
    const before = this.#closed.get(uri);
    if (text === undefined) {
      this.#closed.delete(uri);
      if (!this.#open.has(uri)) this.#deleteFile(uri);
    } else if (before?.text !== text || before.context !== context) {
      const known = knownFile(parseManifest(text, undefined, context));
      this.#closed.set(uri, known);
      if (!this.#open.has(uri)) this.#setFile(uri, known.documents);
    }
  }

  #setFile(uri: string, documents: KnownFile['documents']): void {
    this.index.setFile(uri, documents);
    this.references.setFile(uri, documents);
  }

  #deleteFile(uri: string): void {
    this.index.deleteFile(uri);
    this.references.deleteFile(uri);
  }

  /** Where something stands in a document of a file; undefined where it no longer does. */
  locate(uri: string, document: DocumentFacts, span: Span): Location | undefined {
    const file = this.#open.get(uri) ?? this.#closed.get(uri);
    const offset = this.index.offsetOf(uri, document);
    if (!file || offset === undefined) return undefined;
    return { uri, range: rangeIn(file, shift(span, offset)) };
  }

  /** Where a span of a file is; undefined where nothing is known of the file. */
  locateInFile(uri: string, span: Span): Location | undefined {
    const file = this.#open.get(uri) ?? this.#closed.get(uri);
    if (file) return { uri, range: rangeIn(file, span) };
    // The client has told of it, and it waits to be read.
    const text = this.#texts.get(uri);
    return text === undefined ? undefined : { uri, range: rangeIn({ text }, span) };
  }
}

/** Of a chart the client tells all files; notes with examples in them, and what lies in archives, are no manifests. */
function mayBeManifest(uri: string): boolean {
  return /\.(?:ya?ml|json|tpl)$|\/Kustomization$/.test(uri) && !uri.includes('.tgz/');
}

function rangeIn(file: Pick<KnownFile, 'text' | 'lines'>, { start, end }: Span): Location['range'] {
  file.lines ??= new LineIndex(file.text);
  return { start: file.lines.positionAt(start), end: file.lines.positionAt(end) };
}

function knownFile({ text, context, documents }: ManifestFile): KnownFile {
  return {
    text,
    context,
    documents: documents.map(({ offset, content }) => ({
      offset,
      facts: factsOf(content),
      references: referencesOf(content),
    })),
  };
}
