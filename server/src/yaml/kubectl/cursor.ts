/** A place in a text that is being scanned, with its line and column. */
import { partitionPoint } from '../../base/partitionPoint.ts';
import { carriageReturn, isBreak, lineFeed } from './characters.ts';

export class Cursor {
  /** Ends with a line break, which kubectl adds, and the end mark. */
  readonly text: string;
  position: number;
  /** Where the current line begins; tells lines apart, too. */
  lineStart: number;
  /** Where characters stand that take two UTF-16 units and one column. */
  readonly #pairs: readonly number[];

  constructor(text: string, start: number) {
    this.text = `${text}${text.endsWith('\n') ? '' : '\n'}\0`;
    this.position = start;
    this.lineStart = start;
    this.#pairs = /[\ud800-\udbff]/.test(text)
      ? Array.from(text.matchAll(/[\ud800-\udbff]/g), ({ index }) => index)
      : [];
  }

  /** The code at so many units from here. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.position + ahead);
  }

  get column(): number {
    const column = this.position - this.lineStart;
    return this.#pairs.length === 0 ? column : column - this.#pairsIn(this.lineStart, this.position);
  }

  /** How many characters lie between two places of one line. */
  charactersSince(start: number): number {
    return this.position - start - (this.#pairs.length === 0 ? 0 : this.#pairsIn(start, this.position));
  }

  /**
   * Behind the line break that stands here, and what it means: a line feed, or itself where it is LS or PS. kubectl takes a
   * CR from the end of each line before go-yaml sees it, so that CR CR LF is one break (`LineReader` of apimachinery).
   */
  readBreak(): string {
    const code = this.code();
    if (!isBreak(code)) return '';
    const isReturn = code === carriageReturn;
    if (isReturn && this.code(1) === lineFeed) this.position += 2;
    else if (isReturn && this.code(1) === carriageReturn && this.code(2) === lineFeed) this.position += 3;
    else this.position++;
    this.lineStart = this.position;
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
  }

  skipComment(): void {
    while (this.code() !== 0 && !isBreak(this.code())) this.position++;
  }

  /** Whether `---` or `...` stands at the beginning of the line here. */
  atDocumentMarker(): boolean {
    if (this.position !== this.lineStart) return false;
    const code = this.code();
    if ((code !== 0x2d && code !== 0x2e) || this.code(1) !== code || this.code(2) !== code) return false;
    const next = this.code(3);
    return next === 0x20 || next === 0x09 || next === 0 || isBreak(next);
  }

  #pairsIn(from: number, to: number): number {
    return this.#pairsBefore(to) - this.#pairsBefore(from);
  }

  #pairsBefore(offset: number): number {
    return partitionPoint(this.#pairs, (pair) => pair < offset);
  }
}
