/**
 * Text that knows where it comes from. Every character of a rendered template belongs to a run, and a run names the
 * template that wrote it and the values that it was made of.
 */
import type { FieldPath } from '../base/fieldPath.ts';

/** A value of a file of values, e.g. `image.tag` in `values.yaml`. */
export interface Origin {
  readonly file: string;
  readonly path: FieldPath;
}

/** The values that something was made of; at most {@link mostOrigins}, the first ones. */
export type Origins = readonly Origin[];

export const noOrigins: Origins = [];
const mostOrigins = 4;

export function mergeOrigins(...parts: readonly Origins[]): Origins {
  const filled = parts.filter((part) => part.length > 0);
  if (filled.length < 2) return filled[0] ?? noOrigins;
  const merged = new Set<Origin>();
  for (const part of filled) for (const origin of part) if (merged.size < mostOrigins) merged.add(origin);
  return [...merged];
}

/** A place in a template. */
export interface SourcePlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** The text stands there as it is, character by character; else an action made it. */
  readonly isLiteral: boolean;
}

/** What wrote a piece of text. */
export interface Mark {
  readonly place: SourcePlace | undefined;
  readonly origins: Origins;
}

export interface Run extends Mark {
  readonly length: number;
}

export interface TracedText {
  readonly text: string;
  /** Their lengths add up to the text's. */
  readonly runs: readonly Run[];
}

export const emptyText: TracedText = { text: '', runs: [] };

export function tracedText(text: string, origins: Origins = noOrigins, place?: SourcePlace): TracedText {
  return text === '' ? emptyText : { text, runs: [{ length: text.length, place, origins }] };
}

/** Text as it stands in a file. */
export function literalText(text: string, file: string): TracedText {
  return tracedText(text, noOrigins, { file, start: 0, end: text.length, isLiteral: true });
}

/** Everything that the text was made of. */
export function originsOfText({ runs }: TracedText): Origins {
  return mergeOrigins(...runs.map(({ origins }) => origins));
}

/** Puts texts together, piece by piece. */
export class TextBuilder {
  readonly #pieces: string[] = [];
  readonly #runs: Run[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add({ text, runs }: TracedText): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    for (const run of runs) this.#runs.push(run);
  }

  /** The same for a text that one thing wrote. */
  addMarked(text: string, { place, origins }: Mark): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    this.#runs.push({ length: text.length, place, origins });
  }

  build(): TracedText {
    return { text: this.#pieces.join(''), runs: this.#runs };
  }
}

export function concatenate(...texts: readonly TracedText[]): TracedText {
  const builder = new TextBuilder();
  for (const text of texts) builder.add(text);
  return builder.build();
}

/** Cuts many pieces out of one text, from left to right, in time that grows with the text and not with the pieces. */
export class TextCutter {
  readonly #source: TracedText;
  #run = 0;
  #runStart = 0;

  constructor(source: TracedText) {
    this.#source = source;
  }

  /** The text from `start` to `end`; `start` must not lie before that of the piece before. */
  cut(start: number, end: number): TracedText {
    const { text, runs } = this.#source;
    if (start >= end) return emptyText;
    if (start === 0 && end === text.length) return this.#source;
    const found: Run[] = [];
    while (this.#run < runs.length && this.#runStart + runs[this.#run]!.length <= start)
      this.#runStart += runs[this.#run++]!.length;
    for (let index = this.#run, from = this.#runStart; index < runs.length && from < end; index++) {
      const run = runs[index]!;
      const cutStart = Math.max(start - from, 0);
      const cutEnd = Math.min(end - from, run.length);
      if (cutEnd > cutStart) found.push(part(run, cutStart, cutEnd));
      from += run.length;
    }
    return { text: text.slice(start, end), runs: found };
  }
}

function part(run: Run, start: number, end: number): Run {
  if (start === 0 && end === run.length) return run;
  const { place, origins } = run;
  if (!place?.isLiteral) return { length: end - start, place, origins };
  return { length: end - start, place: { ...place, start: place.start + start, end: place.start + end }, origins };
}

export function sliceText(source: TracedText, start: number, end = source.text.length): TracedText {
  return new TextCutter(source).cut(start, end);
}

/** Replaces what stands at the given places, which are ordered and don't overlap. */
export function replacePlaces(
  source: TracedText,
  places: Iterable<{ readonly start: number; readonly end: number; readonly by: TracedText }>,
): TracedText {
  const cutter = new TextCutter(source);
  const builder = new TextBuilder();
  let at = 0;
  for (const { start, end, by } of places) {
    builder.add(cutter.cut(at, start));
    builder.add(by);
    at = end;
  }
  if (at === 0 && builder.length === 0) return source;
  builder.add(cutter.cut(at, source.text.length));
  return builder.build();
}

/** Like `strings.Replace` without a limit; an empty `old` stands before each character and at the end. */
export function replaceAllText(source: TracedText, old: string, by: TracedText): TracedText {
  return replacePlaces(source, occurrences(source.text, old, by));
}

function* occurrences(text: string, old: string, by: TracedText) {
  if (old === '') {
    for (let at = 0; at <= text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
      yield { start: at, end: at, by };
    return;
  }
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length))
    yield { start: at, end: at + old.length, by };
}

/** Splits at each separator; an empty one splits into characters. */
export function splitText(source: TracedText, separator: string, limit = Infinity): TracedText[] {
  const cutter = new TextCutter(source);
  const pieces: TracedText[] = [];
  const { text } = source;
  if (separator === '') {
    let at = 0;
    for (const char of text) {
      if (pieces.length + 1 >= limit) break;
      pieces.push(cutter.cut(at, at + char.length));
      at += char.length;
    }
    if (at < text.length) pieces.push(cutter.cut(at, text.length));
    return pieces;
  }
  let start = 0;
  for (let at = text.indexOf(separator); at >= 0 && pieces.length + 1 < limit; at = text.indexOf(separator, start)) {
    pieces.push(cutter.cut(start, at));
    start = at + separator.length;
  }
  pieces.push(cutter.cut(start, text.length));
  return pieces;
}

/** Writes each character anew; what comes of it has the character's provenance. */
export function mapCharacters(source: TracedText, write: (char: string) => string): TracedText {
  const pieces: string[] = [];
  const runs: Run[] = [];
  let at = 0;
  for (const run of source.runs) {
    const before = source.text.slice(at, at + run.length);
    at += run.length;
    let after = '';
    for (const char of before) after += write(char);
    if (after === '') continue;
    pieces.push(after);
    const isSame = after === before;
    const place = run.place && !isSame ? { ...run.place, isLiteral: false } : run.place;
    runs.push({ length: after.length, place, origins: run.origins });
  }
  return { text: pieces.join(''), runs };
}

/** The text with a place for each run that has none: the action that puts it out. */
export function placeText({ text, runs }: TracedText, place: SourcePlace | undefined, origins: Origins): TracedText {
  return {
    text,
    runs: runs.map((run) => {
      if (run.place && run.origins.length > 0) return run;
      return {
        length: run.length,
        place: run.place ?? place,
        origins: run.origins.length > 0 || run.place ? run.origins : origins,
      };
    }),
  };
}

/** What the character at `offset` comes from. For many questions about one text, see `places.ts`. */
export function runAt({ runs }: TracedText, offset: number): { readonly run: Run; readonly start: number } | undefined {
  let start = 0;
  for (const run of runs) {
    if (offset < start + run.length) return { run, start };
    start += run.length;
  }
  return undefined;
}
