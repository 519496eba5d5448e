/** Which choices of a template matter for the YAML around them. */
import { lineStart } from '../base/line.ts';
import { firstEndingBehind, type Span } from '../base/span.ts';
import type { Choice, Piece } from '../template/choices.ts';
import { type BlockScalar, blockScalars } from './blockScalars.ts';
import { linesOf } from './templateLines.ts';

/** A key that begins a mapping's entry, as the pattern of what follows a template at the beginning of a line. */
export const keyAhead = /(?:"[^"\n]*"|'[^'\n]*'|[\w./-]+):(?=[ \t\r\n]|$)/y;

export interface RelevantChoices {
  readonly choices: readonly Choice[];
  /** Choices on a line of something else, in order: all of it is one template. */
  readonly units: readonly Span[];
  /** Literal texts; what stands in them is nobody's YAML. */
  readonly scripts: readonly BlockScalar[];
}

export function relevantChoices(text: string, pieces: readonly Piece[], choices: readonly Choice[]): RelevantChoices {
  return new Selection(text, pieces).of(choices);
}

class Selection {
  readonly #text: string;
  readonly #scripts: readonly BlockScalar[];
  /** Where there is text between two templates. */
  readonly #literals: readonly Span[];
  readonly #units: Span[] = [];

  constructor(text: string, pieces: readonly Piece[]) {
    this.#text = text;
    this.#scripts = scriptsOf(text, pieces);
    this.#literals = literalsOf(text, pieces);
  }

  of(choices: readonly Choice[]): RelevantChoices {
    const relevant = this.#select(choices);
    this.#units.sort((a, b) => a.start - b.start);
    return { choices: relevant, units: this.#units, scripts: this.#scripts };
  }

  #select(choices: readonly Choice[]): Choice[] {
    return choices.flatMap((choice): Choice[] => {
      if (!this.#hasLiteral(choice) || this.#isInScript(choice)) return [];
      if (this.#isPartOfLine(choice) || this.#isValueOfLineAbove(choice)) {
        this.#units.push({ start: choice.start, end: choice.end });
        return [];
      }
      if (this.#isOnOneLine(choice)) {
        if (this.#isOneEntry(choice)) return [choice];
        this.#units.push({ start: choice.start, end: choice.end });
        return [];
      }
      const alternatives = choice.alternatives.map((one) =>
        one.choices.length === 0 ? one : { ...one, choices: this.#select(one.choices) },
      );
      return [{ ...choice, alternatives }];
    });
  }

  #hasLiteral({ alternatives }: Choice): boolean {
    return alternatives.some(({ start, end }) => {
      const literal = this.#literals[firstEndingBehind(this.#literals, start)];
      return literal !== undefined && literal.start < end;
    });
  }

  #isInScript({ start, alternatives }: Choice): boolean {
    const script = this.#scripts[firstEndingBehind(this.#scripts, alternatives[0]?.start ?? start)];
    if (!script) return false;
    return alternatives.every((alternative) => {
      const first = this.#literals[firstEndingBehind(this.#literals, alternative.start)];
      if (!first || first.start >= alternative.end) return true;
      // White space before the delimiter that ends it belongs to the alternative, not to the literal text.
      return script.start <= first.start && this.#text.slice(script.end, alternative.end).trim() === '';
    });
  }

  #isOnOneLine({ start, end }: Choice): boolean {
    const newline = this.#text.indexOf('\n', start);
    return newline < 0 || newline >= end;
  }

  /**
   * `key: {{ if .x -}}`, with what it writes on the lines below where nothing of that key could stand: the line breaks are
   * trimmed.
   */
  #isPartOfLine(choice: Choice): boolean {
    const text = this.#text;
    if (isBlankBack(text, choice.start) || this.#isOnOneLine(choice)) return false;
    const lineStart = text.lastIndexOf('\n', choice.start) + 1;
    const indent = skipBlank(text, lineStart) - lineStart;
    return choice.alternatives.some(({ start, end }) => {
      const literal = this.#literals[firstEndingBehind(this.#literals, start)];
      if (!literal || literal.start >= end) return false;
      const from = text.lastIndexOf('\n', literal.start) + 1;
      return from > lineStart && literal.start - from <= indent && skipBlank(text, from) === literal.start;
    });
  }

  /** `key:`, and on the line below `{{- if .x }} |`: the line break is trimmed, so what stands behind it is the key's value. */
  #isValueOfLineAbove({ start, end, alternatives }: Choice): boolean {
    const text = this.#text;
    if (!text.startsWith('{{-', start) || !isBlankBack(text, start) || !isBlankAhead(text, end)) return false;
    const above = lineStart(text, start) - 1;
    if (above < 0 || !text.slice(lineStart(text, above), above).trimEnd().endsWith(':')) return false;
    const first = alternatives[0]!.start;
    return !isBlankAhead(text, first) && /^[ \t]*[|>"'\d[{]/.test(text.slice(first, first + 100));
  }

  /** `{{ if .x }}key: value{{ end }}`, and nothing else on the line. */
  #isOneEntry({ start, end, alternatives }: Choice): boolean {
    const text = this.#text;
    const [only, none] = alternatives;
    if (!only || alternatives.length !== 2 || none!.end > none!.start || only.choices.length > 0) return false;
    if (!isBlankBack(text, start) || !isBlankAhead(text, end)) return false;
    keyAhead.lastIndex = skipBlank(text, only.start);
    return keyAhead.test(text);
  }
}

function scriptsOf(text: string, pieces: readonly Piece[]): BlockScalar[] {
  const reported = pieces.filter(({ isSilent }) => !isSilent);
  return blockScalars(text, linesOf(text, pieces), ({ start, end }) => {
    const piece = reported[firstEndingBehind(reported, start)];
    return piece !== undefined && piece.start < end;
  });
}

function literalsOf(text: string, pieces: readonly Piece[]): Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const { start, end } of [...pieces, { start: text.length, end: text.length }]) {
    if (start > from) {
      const first = text.slice(from, start).search(/\S/);
      if (first >= 0) found.push({ start: from + first, end: start });
    }
    from = end;
  }
  return found;
}

export function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

export function isBlankBack(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n';
}

/** Whether nothing but white space or a comment follows on the line. */
export function isBlankAhead(text: string, offset: number): boolean {
  const at = skipBlank(text, offset);
  const char = text[at];
  return char === undefined || char === '\n' || char === '\r' || (char === '#' && at > offset);
}
