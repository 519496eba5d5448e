/** Masks templates by text of the same length with which the YAML around them is what comes out, as far as one can tell. */
import { lineStart as startOfLine } from '../base/line.ts';
import type { Span } from '../base/span.ts';
import type { Piece } from '../template/choices.ts';
import { type BlockScalar, blockScalars } from './blockScalars.ts';
import { FlowReader } from './flow.ts';
import { firstEndingBehind, isBlankAhead, keyAhead, skipBlank } from './relevantChoices.ts';
import { type Line, lineIndexOf, linesOf, nextContent } from './templateLines.ts';

export interface Masked {
  readonly masked: string;
  readonly inline: readonly Span[];
  readonly lines: readonly Span[];
}

/** A template, or text that is treated as one. */
interface Part extends Piece {
  /** Text that is left out in this reading, and no template. */
  readonly isHidden: boolean;
  /** Whether nothing but templates shares its lines. */
  readonly isAlone: boolean;
  /** Whether nothing but white space and templates stands before it on its line. */
  readonly beginsLine: boolean;
}

export function maskPieces(
  text: string,
  pieces: readonly Piece[],
  units: readonly Span[],
  hidden: readonly Span[],
): Masked {
  return new Masker(text, withHidden(pieces, units, hidden)).mask();
}

/** Pieces outside of what is left out, units in place of what is in them, and what is left out as pieces, in order. */
function withHidden(
  pieces: readonly Piece[],
  units: readonly Span[],
  hidden: readonly Span[],
): (Piece & { readonly isHidden: boolean })[] {
  const covers = [
    ...hidden.map(({ start, end }) => ({ start, end, isSilent: true, isHidden: true })),
    ...units
      .filter((unit) => !isIn(hidden, unit))
      .map(({ start, end }) => ({ start, end, isSilent: false, isHidden: false })),
  ].sort((a, b) => a.start - b.start);
  const free = pieces.filter((piece) => !isIn(covers, piece)).map((piece) => ({ ...piece, isHidden: false }));
  return [...covers, ...free].sort((a, b) => a.start - b.start || a.end - b.end);
}

function isIn(spans: readonly Span[], { start, end }: Span): boolean {
  const around = spans[firstEndingBehind(spans, start)];
  return around !== undefined && around.start <= start && end <= around.end;
}

class Masker {
  readonly #text: string;
  readonly #parts: readonly Part[];
  readonly #lines: readonly Line[];
  readonly #next: readonly (Line | undefined)[];
  readonly #blocks: readonly BlockScalar[];
  readonly #flow: FlowReader;
  readonly #inline: Span[] = [];
  readonly #holes: Span[] = [];
  readonly #output: string[] = [];
  /** How much of the text has been put out. */
  #done = 0;

  constructor(text: string, parts: readonly (Piece & { readonly isHidden: boolean })[]) {
    this.#text = text;
    this.#parts = placed(text, parts);
    this.#lines = linesOf(text, parts);
    this.#next = nextContent(this.#lines);
    const loud = parts.filter(({ isSilent }) => !isSilent);
    this.#blocks = blockScalars(text, this.#lines, (line) => {
      const part = loud[firstEndingBehind(loud, line.start)];
      return part !== undefined && part.start < line.end;
    });
    this.#flow = new FlowReader(text, parts);
  }

  mask(): Masked {
    for (const [index, part] of this.#parts.entries()) if (part.start >= this.#done) this.#part(part, index);
    this.#copy(this.#text.length);
    return { masked: this.#output.join(''), inline: this.#inline, lines: this.#holes };
  }

  #copy(end: number): void {
    this.#output.push(this.#text.slice(this.#done, end));
    this.#done = end;
  }

  /** Puts out something else for the text up to `end`. */
  #put(end: number, masked: string): void {
    this.#output.push(masked);
    this.#done = end;
  }

  #part(part: Part, index: number): void {
    const { start, end, isSilent } = part;
    const source = this.#text.slice(start, end);
    const block = this.#blocks[firstEndingBehind(this.#blocks, start)];
    this.#copy(start);
    if (block && block.start <= start) {
      this.#inline.push({ start, end });
      this.#put(end, asContent(source, start - startOfLine(this.#text, start), block.indent));
    } else if (part.isAlone || this.#beginsBlock(part)) {
      if (!isSilent) this.#holes.push({ start, end });
      this.#put(end, source.replace(/[^\r\n]/g, '#'));
    } else if (part.beginsLine && this.#prefix(part, index)) return;
    else if (this.#flow.standsBetweenItems(part)) {
      this.#holes.push({ start, end });
      this.#put(end, blank(source));
    } else {
      this.#inline.push({ start, end });
      this.#put(end, this.#asValue(part, source));
    }
  }

  #asValue({ start, end, isSilent }: Part, source: string): string {
    const before = this.#text[start - 1];
    const touches = (before !== ' ' && before !== ':') || /\S/.test(this.#text[end] ?? '');
    // What puts nothing out leaves nothing, where it touches nothing; behind a template it goes with that.
    if (isSilent && !touches && !this.#text.slice(startOfLine(this.#text, start), start).trimEnd().endsWith('}}'))
      return blank(source);
    const newline = source.indexOf('\n');
    const first = newline < 0 ? source : source.slice(0, newline);
    const word = first.replace(/[^\r]/g, 'x');
    const value = this.#followsKeyAtOnce(start) ? ` ${word.slice(1)}` : word;
    return newline < 0 ? value : value + blank(source.slice(newline));
  }

  /** `key:{{ … }}`: what comes out begins with a line break. */
  #followsKeyAtOnce(start: number): boolean {
    if (this.#text[start - 1] !== ':') return false;
    return /^[ \t]*(?:- +)*[^\s:#"'{}[\],]+:$/.test(this.#text.slice(startOfLine(this.#text, start), start));
  }

  /** `livenessProbe: {{ toYaml … }}` or `- {{ toYaml … }}`, with further fields on the lines below. */
  #beginsBlock({ start, end, isSilent, isHidden }: Part): boolean {
    const lineStart = startOfLine(this.#text, start);
    const head = /^([ \t]*)((?:- +)*)(?:([\w"'./-]+):[ \t]*)?$/.exec(this.#text.slice(lineStart, start));
    if (!head || isHidden || isSilent || !isBlankAhead(this.#text, end)) return false;
    const [, indent = '', dashes = '', key] = head;
    if (key === undefined && dashes === '') return false;
    if (key !== undefined && this.#text[start - 1] === ':') return false;
    const next = this.#next[lineIndexOf(this.#lines, end)];
    const column = key === undefined ? indent.length + dashes.trimEnd().length - 1 : indent.length + dashes.length;
    return next !== undefined && next.indent > column;
  }

  /**
   * Control flow that begins a line with something behind it. A key behind it has to begin where the line begins: an anchor
   * in front of it does that, and means nothing. The dash of an item moves there.
   */
  #prefix({ start }: Part, index: number): boolean {
    let end = start;
    for (let at = index; at < this.#parts.length; at++) {
      const part = this.#parts[at]!;
      if (part.start !== skipBlank(this.#text, end)) break;
      if (!part.isSilent) return false;
      ({ end } = part);
    }
    const content = skipBlank(this.#text, end);
    keyAhead.lastIndex = content;
    if (keyAhead.test(this.#text) && content - start > 2) {
      this.#put(content, `&${'x'.repeat(content - start - 2)} `);
      return true;
    }
    if (!this.#text.startsWith('- ', content)) return false;
    this.#inline.push({ start, end: content + 2 });
    this.#put(content + 2, `- ${'x'.repeat(content - start)}`);
    return true;
  }
}

function blank(source: string): string {
  return source.replace(/[^\r\n]/g, ' ');
}

/** Each part with how it stands on its lines; parts with nothing but white space between them stand together. */
function placed(text: string, parts: readonly (Piece & { readonly isHidden: boolean })[]): Part[] {
  const found: Part[] = [];
  for (let first = 0; first < parts.length; ) {
    let last = first;
    while (last + 1 < parts.length && skipBlank(text, parts[last]!.end) === parts[last + 1]!.start) last++;
    const start = parts[first]!.start;
    const beginsLine = text.slice(startOfLine(text, start), start).trim() === '';
    const isAlone = beginsLine && isBlankAhead(text, parts[last]!.end);
    for (let index = first; index <= last; index++) found.push({ ...parts[index]!, beginsLine, isAlone });
    first = last + 1;
  }
  return found;
}

/** Text that stands within a literal text: too far to the left it becomes white space. */
function asContent(source: string, column: number, indent: number): string {
  let at = column;
  return source.replace(/[^\r]/g, (char) => {
    if (char === '\n') {
      at = 0;
      return char;
    }
    return at++ < indent ? ' ' : 'x';
  });
}
