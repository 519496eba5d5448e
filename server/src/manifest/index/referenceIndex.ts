/** The definitions and uses of all files: from one of them to all that mean the same. */
import type { Span } from '../../base/span.ts';
import { shift } from '../../base/span.ts';
import { type Certainty, matchLabels, sameNamespace } from './labelMatch.ts';
import type { DocumentReferences, Reference, SymbolType } from './references.ts';

export interface PlacedReferences {
  /** Where the document begins in its file. */
  readonly offset: number;
  readonly references: DocumentReferences;
}

interface Entry {
  readonly file: string;
  readonly document: DocumentReferences;
  readonly reference: Reference;
}

export interface FoundReference {
  readonly file: string;
  /** Relative to the file. */
  readonly span: Span;
  readonly reference: Reference;
  /** Whether it is certain that it means the same. */
  readonly isCertain: boolean;
}

export class ReferenceIndex {
  readonly #files = new Map<string, readonly PlacedReferences[]>();
  readonly #byKey = new Map<string, Set<Entry>>();
  readonly #entries = new Map<string, Map<DocumentReferences, readonly Entry[]>>();

  /** Tells what a file says now; documents that stay cost nothing. */
  setFile(file: string, documents: readonly PlacedReferences[]): void {
    const before = this.#entries.get(file) ?? new Map<DocumentReferences, readonly Entry[]>();
    const after = new Map<DocumentReferences, readonly Entry[]>();
    for (const { references } of documents) {
      if (!after.has(references)) after.set(references, before.get(references) ?? this.#add(file, references));
    }
    for (const [references, entries] of before) if (!after.has(references)) this.#remove(entries);
    this.#files.set(file, documents);
    this.#entries.set(file, after);
  }

  deleteFile(file: string): void {
    for (const entries of this.#entries.get(file)?.values() ?? []) this.#remove(entries);
    this.#files.delete(file);
    this.#entries.delete(file);
  }

  /** All definitions of a type, file by file. */
  *definitions(type: SymbolType): Generator<FoundReference> {
    for (const documents of this.#entries.values())
      for (const entries of documents.values())
        for (const entry of entries)
          if (entry.reference.type === type && entry.reference.role === 'definition') yield* this.#found(entry, 'yes');
  }

  /** The definition or use that `offset` of a file touches. */
  at(file: string, offset: number): FoundReference | undefined {
    const entry = this.#entryAt(file, offset);
    return entry && this.#found(entry, 'yes')[0];
  }

  /** All that may mean the same as what `offset` of a file touches, itself included, in the order of files and places. */
  allAt(file: string, offset: number): FoundReference[] {
    const entry = this.#entryAt(file, offset);
    if (!entry) return [];
    return this.#related(entry)
      .flatMap(([other, certainty]) => this.#found(other, certainty))
      .sort((a, b) => Number(b.file === file) - Number(a.file === file) || compare(a, b));
  }

  #entryAt(file: string, offset: number): Entry | undefined {
    const placed = this.#files.get(file)?.findLast((document) => document.offset <= offset);
    if (!placed) return undefined;
    const inside = offset - placed.offset;
    const entries = this.#entries.get(file)?.get(placed.references) ?? [];
    return entries.find(({ reference: { span } }) => span.start <= inside && inside <= span.end);
  }

  #found({ file, document, reference }: Entry, certainty: Certainty): FoundReference[] {
    // What is written twice in a file is one document at two places.
    const places = this.#files.get(file)?.filter(({ references }) => references === document) ?? [];
    const isCertain = certainty === 'yes';
    return places.map(({ offset }) => ({ file, span: shift(reference.span, offset), reference, isCertain }));
  }

  *#candidates({ reference: { key } }: Entry): Generator<Entry> {
    yield* this.#byKey.get(key) ?? [];
  }

  #related(from: Entry): (readonly [Entry, Certainty])[] {
    const { type, namespace } = from.reference;
    const all = [...this.#candidates(from)];
    if (type === 'container' || type === 'volume')
      return all.filter((other) => isSamePod(from, other)).map((other) => [other, 'yes']);
    if (type === 'port' || type === 'label') return meetingInPods(from, all);
    return all
      .map((other) => [other, other === from ? 'yes' : sameNamespace(namespace, other.reference.namespace)] as const)
      .filter(([, certainty]) => certainty !== 'no');
  }

  #add(file: string, document: DocumentReferences): readonly Entry[] {
    const entries = document.all.map((reference): Entry => ({ file, document, reference }));
    for (const entry of entries) {
      const { key } = entry.reference;
      const set = this.#byKey.get(key);
      if (set) set.add(entry);
      else this.#byKey.set(key, new Set([entry]));
    }
    return entries;
  }

  #remove(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const set = this.#byKey.get(entry.reference.key);
      set?.delete(entry);
      if (set?.size === 0) this.#byKey.delete(entry.reference.key);
    }
  }
}

function compare(a: FoundReference, b: FoundReference): number {
  return a.file === b.file ? a.span.start - b.span.start : a.file < b.file ? -1 : 1;
}

function isSamePod(a: Entry, b: Entry): boolean {
  return a.file === b.file && a.document === b.document && a.reference.scope === b.reference.scope;
}

/** Selectors and Services meet pods by labels: from one side to the other, and back to all that meet there. */
function meetingInPods(from: Entry, all: readonly Entry[]): (readonly [Entry, Certainty])[] {
  const isSelecting = ({ reference }: Entry) => reference.selector !== undefined;
  const pods = all.filter((entry) => !isSelecting(entry) && entry.reference.pod !== undefined);
  const here = isSelecting(from)
    ? pods.flatMap((pod) => withCertainty(pod, selects(from, pod)))
    : pods.filter((pod) => isPodOf(from, pod)).map((pod) => [pod, 'yes'] as const);
  const found = new Map<Entry, Certainty>(here);
  found.set(from, 'yes');
  for (const selector of all.filter((entry) => isSelecting(entry) && entry !== from)) {
    const certainties = here.map(([pod, certainty]) => (certainty === 'yes' ? selects(selector, pod) : 'maybe'));
    if (certainties.includes('yes')) found.set(selector, 'yes');
    else if (certainties.includes('maybe') && here.some(([pod]) => selects(selector, pod) !== 'no'))
      found.set(selector, 'maybe');
  }
  return [...found];
}

function isPodOf(from: Entry, pod: Entry): boolean {
  if (from.reference.type === 'port') return isSamePod(from, pod);
  return from === pod || (from.document === pod.document && from.reference.pod === pod.reference.pod);
}

function withCertainty(entry: Entry, certainty: Certainty): (readonly [Entry, Certainty])[] {
  return certainty === 'no' ? [] : [[entry, certainty]];
}

function selects({ reference: { selector, namespace } }: Entry, { reference: pod }: Entry): Certainty {
  if (sameNamespace(namespace, pod.namespace) === 'no' || !selector || !pod.pod) return 'no';
  if (Object.keys(selector).length === 0) return 'no';
  const certainty = matchLabels({ pairs: selector, complete: true }, pod.pod.labels);
  return certainty === 'yes' && sameNamespace(namespace, pod.namespace) === 'maybe' ? 'maybe' : certainty;
}
