import { partitionPoint } from './partitionPoint.ts';

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
    const line = Math.max(0, partitionPoint(this.#starts, (start) => start <= offset) - 1);
    return { line, character: Math.max(0, offset - this.#starts[line]!) };
  }

  /** The text of a line without its end; empty behind the last one. */
  line(line: number): string {
    const start = this.#starts[line];
    if (start === undefined) return '';
    return this.text.slice(start, this.#starts[line + 1] ?? this.text.length).replace(/\r?\n$|\r$/, '');
  }
}
