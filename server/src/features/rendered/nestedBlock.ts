/** YAML in a block scalar of YAML, e.g. an inline patch: edits of it are edits of the file. */
import { type Span, span } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';

/** Where a line of the block begins, and where it begins in the file: before its indentation. */
interface Line {
  readonly inText: number;
  readonly inFile: number;
}

export class NestedBlock {
  /** What the block says, without its indentation. */
  readonly text: string;
  readonly #lines: readonly Line[];
  readonly #indent: string;

  private constructor(text: string, lines: readonly Line[], indent: string) {
    this.text = text;
    this.#lines = lines;
    this.#indent = indent;
  }

  /** Undefined for any but a literal block (`|`). */
  static at(file: string, { start, end }: Span): NestedBlock | undefined {
    const source = file.slice(start, end);
    const first = source.indexOf('\n') + 1;
    if (!source.startsWith('|') || first === 0) return undefined;
    const written = source.slice(first).split('\n');
    const indent = /^ */.exec(written.find((line) => line.trim() !== '') ?? '')![0];
    const lines: Line[] = [];
    let inText = 0;
    let inFile = start + first;
    for (const line of written) {
      lines.push({ inText, inFile });
      inText += Math.max(line.length - indent.length, 0) + 1;
      inFile += line.length + 1;
    }
    return new NestedBlock(written.map((line) => line.slice(indent.length)).join('\n'), lines, indent);
  }

  /** The place in the text of an offset of the file. */
  offsetInText(offset: number): number {
    const line = this.#lines.findLast(({ inFile }) => inFile <= offset);
    return line ? line.inText + Math.max(offset - line.inFile - this.#indent.length, 0) : 0;
  }

  /** An edit of the text as one of the file: lines that it brings in are indented as the block is. */
  toFile({ span: { start, end }, newText }: TextEdit): TextEdit {
    const [from, until] = [this.#lineAt(start), this.#lineAt(end)];
    const beginsLine = start === from.inText;
    const indented = newText.replaceAll(/\n(?=[^\n])/g, `\n${this.#indent}`);
    const firstLine = beginsLine && newText !== '' && !newText.startsWith('\n') ? this.#indent : '';
    // What ends before a line leaves its indentation alone.
    const endsBefore = end === until.inText && (newText === '' ? beginsLine : newText.endsWith('\n'));
    return {
      span: span(
        beginsLine ? from.inFile : from.inFile + this.#indent.length + start - from.inText,
        endsBefore ? until.inFile : until.inFile + this.#indent.length + end - until.inText,
      ),
      newText: firstLine + indented,
    };
  }

  #lineAt(offset: number): Line {
    return this.#lines.findLast(({ inText }) => inText <= offset) ?? this.#lines[0]!;
  }
}
