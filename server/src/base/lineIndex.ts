/** A place as LSP counts: lines and UTF-16 code units, both from zero. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Finds the line of an offset. Lines end with LF, CRLF or a lone CR, as in LSP. */
export class LineIndex {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(match.index + match[0].length);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: Math.max(0, offset - this.#starts[low]!) };
  }

  /** The text of a line without its end; empty behind the last one. */
  line(line: number): string {
    const start = this.#starts[line];
    if (start === undefined) return '';
    return this.text.slice(start, this.#starts[line + 1] ?? this.text.length).replace(/\r?\n$|\r$/, '');
  }
}
