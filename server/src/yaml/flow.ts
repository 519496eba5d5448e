/** Whether a template stands between the items of a flow collection that is written on one line. */
import type { Span } from '../base/span.ts';

/** Asked from left to right, it reads each line once. */
export class FlowReader {
  readonly #text: string;
  readonly #pieces: readonly Span[];
  #piece = 0;
  #line = -1;
  #at = 0;
  #depth = 0;
  /** The quotation mark that is open. */
  #quote = '';

  constructor(text: string, pieces: readonly Span[]) {
    this.#text = text;
    this.#pieces = pieces;
  }

  /** `["a"{{ more }}]`: it brings its own comma, or what follows it does, so it writes items and not a part of one. */
  standsBetweenItems({ start, end }: Span, lineStart: number): boolean {
    const text = this.#text;
    let before = start - 1;
    while (before >= lineStart && (text[before] === ' ' || text[before] === '\t')) before--;
    const last = before < lineStart ? '' : text[before]!;
    const after = /[ \t]*(.?.?)/y;
    after.lastIndex = end;
    const next = after.exec(text)?.[1] ?? '';
    const isTemplate = text.startsWith('}}', before - 1);
    const endsItem = last !== '' && '"\']}'.includes(last) && !isTemplate;
    const beginsItem = /^["'[{]/.test(next) && !/^\{[{%#]/.test(next) && (last === '[' || last === ',');
    return (endsItem || beginsItem) && this.#isInFlow(lineStart, start);
  }

  #isInFlow(lineStart: number, end: number): boolean {
    if (lineStart !== this.#line) {
      this.#line = lineStart;
      this.#at = lineStart;
      this.#depth = 0;
      this.#quote = '';
    }
    while (this.#at < end) this.#read();
    return this.#depth > 0 && this.#quote === '';
  }

  #read(): void {
    const text = this.#text;
    while (this.#piece < this.#pieces.length && this.#pieces[this.#piece]!.end <= this.#at) this.#piece++;
    const piece = this.#pieces[this.#piece];
    if (piece && piece.start <= this.#at) {
      this.#at = piece.end;
      return;
    }
    const char = text[this.#at]!;
    if (this.#quote !== '') {
      if (char === '\\' && this.#quote === '"') this.#at++;
      else if (char === this.#quote) this.#quote = '';
    } else if (char === '"' || (char === "'" && /[[{,:\s]/.test(text[this.#at - 1] ?? ' '))) this.#quote = char;
    else if (char === '[' || char === '{') this.#depth++;
    else if (char === ']' || char === '}') this.#depth--;
    this.#at++;
  }
}
