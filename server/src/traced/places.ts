/** Where a piece of rendered text can be changed: in a template, or in a file of values. */
import { partitionPoint } from '../base/partitionPoint.ts';
import { type Span, span } from '../base/span.ts';
import type { Origin, Origins, Run, TracedText } from './tracedText.ts';

/** A place in a file of the chart, by its path from the chart's folder. */
export interface FilePlace {
  readonly file: string;
  readonly span: Span;
}

export interface PieceOrigin {
  /** The text in the template, or the action that wrote the piece. */
  readonly template: FilePlace | undefined;
  /** Set where one value made the whole piece. */
  readonly value: Origin | undefined;
  /** All values that had a say. */
  readonly values: readonly Origin[];
}

/** A piece of a file and of the text that it wrote. */
export interface WrittenPiece {
  readonly place: Span;
  readonly isLiteral: boolean;
  readonly rendered: Span;
}

/** Answers where pieces of one text come from, each in logarithmic time. */
export class PlaceMap {
  readonly #output: TracedText;
  readonly #starts: number[] = [];

  constructor(output: TracedText) {
    this.#output = output;
    let at = 0;
    for (const { length } of output.runs) {
      this.#starts.push(at);
      at += length;
    }
  }

  originOf(piece: Span): PieceOrigin {
    const runs = this.#runsIn(piece.end > piece.start ? piece : span(piece.start, piece.start + 1));
    const written = runs.filter(({ run, start }) => !this.#isBlank(run, start, piece));
    const values = uniqueOrigins(written.map(({ run }) => run));
    const isOfValues =
      written.length > 0 && written.every(({ run }) => !run.place?.isLiteral && run.origins.length > 0);
    return {
      template: this.#templatePlace(runs, piece),
      value: isOfValues ? commonOrigin(written.map(({ run }) => run)) : undefined,
      values,
    };
  }

  /** Where the piece stands in a template as it is, so that an edit of it is an edit of the template. */
  literalPlace(piece: Span): FilePlace | undefined {
    // What is inserted belongs to the text before it.
    const anchor = piece.start === piece.end ? span(Math.max(piece.start - 1, 0), piece.start) : piece;
    const runs = this.#runsIn(anchor);
    const [first] = runs;
    const place = first?.run.place;
    if (!first || !place?.isLiteral) return undefined;
    const start = place.start + anchor.start - first.start;
    let end = place.start;
    for (const { run, start: from } of runs) {
      // Text of one template without an action between.
      if (!run.place?.isLiteral || run.place.file !== place.file || run.place.start < end) return undefined;
      if (from !== first.start && run.place.start !== end) return undefined;
      end = run.place.end;
    }
    const last = runs.at(-1)!;
    const mappedEnd = last.run.place!.start + anchor.end - last.start;
    return { file: place.file, span: piece.start === piece.end ? span(mappedEnd, mappedEnd) : span(start, mappedEnd) };
  }

  /** The pieces of the text that values have a part in, in order. */
  *pieces(): Iterable<{ readonly span: Span; readonly origins: Origins }> {
    for (const [index, { length, origins }] of this.#output.runs.entries()) {
      const start = this.#starts[index]!;
      if (origins.length > 0) yield { span: span(start, start + length), origins };
    }
  }

  /**
   * What the text at an offset of a file became: the literal text around it, or all that the action there wrote the first
   * time. Undefined where nothing was written.
   */
  pieceOf(file: string, offset: number): WrittenPiece | undefined {
    const { runs } = this.#output;
    const first = runs.findIndex(({ place }) => place?.file === file && place.start <= offset && offset < place.end);
    const { place } = runs[first] ?? {};
    if (!place) return undefined;
    let last = first;
    const isSame = (other: Run['place']) =>
      other?.file === file && other.start === place.start && other.end === place.end;
    while (!place.isLiteral && isSame(runs[last + 1]?.place)) last++;
    const end = this.#starts[last]! + runs[last]!.length;
    const { start, isLiteral } = place;
    return { place: span(start, place.end), isLiteral, rendered: span(this.#starts[first]!, end) };
  }

  /** The pieces of a template's file that the text was made of, in order and without overlap. */
  writtenOf(file: string): Span[] {
    const spans = this.#output.runs
      .flatMap(({ place }) => (place?.file === file ? [span(place.start, place.end)] : []))
      .sort((a, b) => a.start - b.start);
    const written: Span[] = [];
    let end = 0;
    for (const piece of spans) {
      if (piece.end > end) written.push(span(Math.max(piece.start, end), piece.end));
      end = Math.max(end, piece.end);
    }
    return written;
  }

  /** Where the text at an offset of a template's file, or the first text behind it, was rendered; its end where none was. */
  renderedOffset(file: string, offset: number): number {
    let best: { readonly rendered: number; readonly distance: number } | undefined;
    for (const [index, { place }] of this.#output.runs.entries()) {
      if (place?.file !== file || place.end <= offset) continue;
      const distance = Math.max(place.start - offset, 0);
      if (best && best.distance <= distance) continue;
      const inside = place.isLiteral ? Math.max(offset - place.start, 0) : 0;
      best = { rendered: this.#starts[index]! + inside, distance };
      if (distance === 0) break;
    }
    return best?.rendered ?? this.#output.text.length;
  }

  /** The place of the first text of a file in a piece. */
  firstIn(file: string, piece: Span): Span | undefined {
    let first: Span | undefined;
    for (const { run, start } of this.#runsIn(piece)) {
      const { place } = run;
      if (place?.file !== file || this.#isBlank(run, start, piece)) continue;
      if (!first || place.start < first.start) first = span(place.start, place.end);
    }
    return first;
  }

  /** The place of the last text of a file that was rendered before an offset. */
  nearestIn(file: string, rendered: number): Span {
    for (let index = this.#indexAt(rendered); index >= 0; index--) {
      const place = this.#output.runs[index]?.place;
      if (place?.file === file) return span(place.isLiteral ? place.end : place.start, place.end);
    }
    return span(0, 0);
  }

  #templatePlace(runs: readonly PlacedRun[], piece: Span): FilePlace | undefined {
    const first = runs.find(({ run }) => run.place);
    const place = first?.run.place;
    if (!first || !place) return undefined;
    const start = place.isLiteral ? place.start + Math.max(piece.start - first.start, 0) : place.start;
    let end = start;
    for (const { run, start: from } of runs) {
      if (run.place?.file !== place.file) continue;
      const { place: other } = run;
      end = Math.max(end, other.isLiteral ? Math.min(other.start + piece.end - from, other.end) : other.end);
    }
    return { file: place.file, span: span(start, Math.max(end, start)) };
  }

  #runsIn({ start, end }: Span): PlacedRun[] {
    const found: PlacedRun[] = [];
    for (let index = this.#indexAt(start); index < this.#starts.length && this.#starts[index]! < end; index++)
      found.push({ run: this.#output.runs[index]!, start: this.#starts[index]! });
    return found;
  }

  #indexAt(offset: number): number {
    return Math.max(0, partitionPoint(this.#starts, (start) => start <= offset) - 1);
  }

  /** Quotation marks and white space around a value say nothing of where it comes from. */
  #isBlank({ length }: Run, start: number, piece: Span): boolean {
    const text = this.#output.text.slice(Math.max(start, piece.start), Math.min(start + length, piece.end));
    return /^[\s"']*$/.test(text);
  }
}

interface PlacedRun {
  readonly run: Run;
  readonly start: number;
}

function uniqueOrigins(runs: readonly Run[]): Origin[] {
  const known = new Map<string, Origin>();
  for (const { origins } of runs) for (const origin of origins) known.set(keyOf(origin), origin);
  return [...known.values()];
}

/** The value that all runs come from: the same one, or the mapping around them. */
function commonOrigin(runs: readonly Run[]): Origin | undefined {
  const origins = uniqueOrigins(runs);
  const [first] = origins;
  if (!first || origins.length === 1) return first;
  // A text put together from several values has no single place.
  if (runs.some((run) => run.origins.length > 1) || runs.length < 2) return undefined;
  let depth = first.path.length;
  for (const { file, path } of origins) {
    if (file !== first.file) return undefined;
    let same = 0;
    while (same < depth && path[same] === first.path[same]) same++;
    depth = same;
  }
  return depth === 0 ? undefined : { file: first.file, path: first.path.slice(0, depth) };
}

function keyOf({ file, path }: Origin): string {
  return JSON.stringify([file, path]);
}
