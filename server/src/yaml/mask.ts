/** Masks templates by text of the same length with which the YAML around them is what comes out, as far as one can tell. */
import { firstEndingBehind, type Span } from '../base/span.ts';
import type { Piece } from '../template/choices.ts';
import { type BlockScalar, blockScalars } from './blockScalars.ts';
import { FlowReader } from './flow.ts';
import { outputColumn } from './outputColumn.ts';
import { isBlankAhead, keyAhead, skipBlank } from './relevantChoices.ts';
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
  /** All templates that have nothing but white space between them. */
  readonly group: Span;
  /** Of the line on which the group begins. */
  readonly lineStart: number;
  /** Whether no other group begins or ends before it on its line. */
  readonly isFirst: boolean;
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
    const reported = parts.filter(({ isSilent }) => !isSilent);
    this.#blocks = blockScalars(text, this.#lines, (line) => {
      const part = reported[firstEndingBehind(reported, line.start)];
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
      this.#put(end, asContent(source, start - part.lineStart, block.indent));
    } else if (part.isAlone && !isSilent && writesKey(source)) {
      this.#inline.push({ start, end });
      this.#put(end, `${'x'.repeat(source.length - 1)}:`);
    } else if (part.isAlone || this.#beginsBlock(part)) {
      const to = this.#endOfItems(part);
      if (!isSilent) this.#holes.push({ start, end: to });
      this.#put(to, this.#text.slice(start, to).replace(/[^\r\n]/g, '#'));
    } else if (part.beginsLine && this.#prefix(part, index)) return;
    else if (this.#flow.standsBetweenItems(part, part.lineStart)) {
      this.#holes.push({ start, end });
      this.#put(end, blank(source));
    } else {
      this.#inline.push({ start, end });
      this.#put(end, this.#asValue(part, source));
    }
  }

  #asValue(part: Part, source: string): string {
    const { start, end, isSilent, group } = part;
    const before = this.#text[start - 1];
    const touches = (before !== ' ' && before !== ':') || /\S/.test(this.#text[end] ?? '');
    // What puts nothing out leaves nothing, where it touches nothing; behind a template it goes with that.
    if (isSilent && !touches && group.start === start) return blank(source);
    // `key: |- {{ … | nindent 4 }}`: the template makes the literal text.
    if (this.#followsBlockHeader(part)) return ` ${source.slice(1).replace(/[^\r\n]/g, '#')}`;
    const newline = source.indexOf('\n');
    const first = newline < 0 ? source : source.slice(0, newline);
    const word = first.replace(/[^\r]/g, 'x');
    const value = this.#followsKeyAtOnce(part) ? ` ${word.slice(1)}` : word;
    return newline < 0 ? value : value + blank(source.slice(newline));
  }

  /** `key:{{ … | nindent 4 }}`: what comes out begins with a line break. */
  #followsKeyAtOnce({ start, end, lineStart, isFirst }: Part): boolean {
    if (!isFirst || this.#text[start - 1] !== ':') return false;
    const head = this.#text.slice(lineStart, start);
    return /^[ \t]*(?:- +)*[\w./-]+:$/.test(head) && /\bnindent\b|\btoYaml\b/.test(this.#text.slice(start, end));
  }

  /** `livenessProbe: {{ toYaml … }}` or `- {{ toYaml … }}`, with further fields on the lines below. */
  #beginsBlock({ group: { start, end }, lineStart, isFirst }: Part): boolean {
    if (!isFirst) return false;
    const head = /^([ \t]*)((?:- +)*)(?:([\w"'./-]+):[ \t]*)?$/.exec(this.#text.slice(lineStart, start));
    if (!head || !isBlankAhead(this.#text, end)) return false;
    const [, indent = '', dashes = '', key] = head;
    if (key === undefined && dashes === '') return false;
    if (key !== undefined && this.#text[start - 1] === ':') return false;
    const next = this.#next[lineIndexOf(this.#lines, end)];
    const column = key === undefined ? indent.length + dashes.trimEnd().length - 1 : indent.length + dashes.length;
    return next !== undefined && next.indent > column;
  }

  #followsBlockHeader({ group: { start, end }, lineStart }: Part): boolean {
    if (!isBlankAhead(this.#text, end)) return false;
    return /:[ \t]+[|>][-+\d]{0,2}[ \t]*$/.test(this.#text.slice(lineStart, start));
  }

  /**
   * Where further fields of what a template on a line of its own writes stand below it: behind those, as nobody knows what
   * they belong to. That is so where it writes the items of a list, `key:` above it, and where it says at which column it
   * writes. Else the template's own end.
   */
  #endOfItems({ start, end, lineStart, isSilent, isAlone, group }: Part): number {
    if (isSilent || !isAlone || group.end !== end) return end;
    const saysIndent = /\bn?indent\b/.test(this.#text.slice(start, end));
    const column = saysIndent ? outputColumn(this.#text, { start, end }) : start - lineStart;
    const index = lineIndexOf(this.#lines, end);
    const next = this.#next[index];
    if (column === undefined || !next || next.indent <= column) return end;
    if (!saysIndent && !this.#writesItems(start, column)) return end;
    let last = index;
    for (let at = index + 1; at < this.#lines.length; at++) {
      const line = this.#lines[at]!;
      // Conditions among the further fields stand where they like.
      if (line.kind === 'template') continue;
      if (!isDeeper(line, column)) break;
      last = at;
    }
    return this.#lines[last]!.end;
  }

  #writesItems(start: number, column: number): boolean {
    const above = this.#contentAbove(lineIndexOf(this.#lines, start));
    return above !== undefined && above.indent <= column && endsWithColon(this.#text.slice(above.start, above.end));
  }

  /** The nearest line above with content that has been put out. */
  #contentAbove(from: number): Line | undefined {
    let index = from - 1;
    while (index >= 0 && (this.#lines[index]!.kind !== 'content' || this.#isHole(this.#lines[index]!))) index--;
    return this.#lines[index];
  }

  #isHole({ start }: Line): boolean {
    const hole = this.#holes[firstEndingBehind(this.#holes, start)];
    return hole !== undefined && hole.start <= start;
  }

  /**
   * Control flow that begins a line with something behind it. A key behind it has to begin where the line begins: an anchor
   * in front of it does that, and means nothing. The dash of an item moves there.
   */
  #prefix({ start }: Part, index: number): boolean {
    let end = start;
    for (let at = index; at < this.#parts.length; at++) {
      const part = this.#parts[at]!;
      if (part.start > skipBlank(this.#text, end)) break;
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

/** `{{ if .x }}stringData:{{ else }}data:{{ end }}` on one line: a key, whichever it is. */
function writesKey(source: string): boolean {
  if (source.includes('\n') || !source.includes(':')) return false;
  const texts = source.split(/\{\{|\}\}/).filter((text, index) => index % 2 === 0 && text.trim() !== '');
  return texts.length > 0 && texts.every((text) => text.trimEnd().endsWith(':'));
}

function endsWithColon(line: string): boolean {
  return line.trimEnd().endsWith(':');
}

function isDeeper({ kind, indent }: Line, column: number): boolean {
  return kind === 'blank' || indent > column;
}

function blank(source: string): string {
  return source.replace(/[^\r\n]/g, ' ');
}

/** Each part with how it stands on its lines; parts with nothing but white space between them stand together. */
function placed(text: string, parts: readonly (Piece & { readonly isHidden: boolean })[]): Part[] {
  const found: Part[] = [];
  let lineStart = 0;
  let newline = text.indexOf('\n');
  let before = -1;
  for (let first = 0; first < parts.length; ) {
    let last = first;
    while (last + 1 < parts.length && skipBlank(text, parts[last]!.end) >= parts[last + 1]!.start) last++;
    const start = parts[first]!.start;
    while (newline >= 0 && newline < start) {
      lineStart = newline + 1;
      newline = text.indexOf('\n', lineStart);
    }
    const isFirst = before <= lineStart;
    const beginsLine = skipBlank(text, lineStart) === start;
    const group = { start, end: parts[last]!.end };
    const isAlone = beginsLine && isBlankAhead(text, group.end);
    for (let index = first; index <= last; index++)
      found.push({ ...parts[index]!, beginsLine, isAlone, group, lineStart, isFirst });
    before = group.end;
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
