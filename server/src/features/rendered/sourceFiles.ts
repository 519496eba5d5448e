/** The files that a chart or an overlay is made of, as trees: where a value stands in them, and how it can be edited there. */
import type { FieldPath } from '../../base/fieldPath.ts';
import { type Span, shift } from '../../base/span.ts';
import type { TextEdit } from '../../base/textEdit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { parseYaml } from '../../yaml/document.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { nodeBelow } from '../nodeAt.ts';
import { NestedBlock } from './nestedBlock.ts';
import type { PlacedEdit } from './placedFinding.ts';

/** A field of such a file. */
export interface SourceField {
  readonly file: string;
  /** Where its document begins in the file; spans of `node` are relative to that. */
  readonly offset: number;
  readonly node: ManifestNode;
  /** The block scalar in whose text the document stands: then `offset` is one of that text. */
  readonly block?: NestedBlock;
}

interface SourceDocument {
  readonly offset: number;
  readonly root: ManifestNode;
}

/** Edits of a field's document as edits of its file. */
export function inFile({ file, offset, block }: SourceField, edits: readonly TextEdit[]): PlacedEdit[] {
  return edits.map((edit) => {
    const moved = { span: shift(edit.span, offset), newText: edit.newText };
    return { file, ...(block ? block.toFile(moved) : moved) };
  });
}

export class SourceFiles {
  readonly #textOf: (file: string) => string | undefined;
  readonly #known = new Map<string, { readonly text: string; readonly documents: readonly SourceDocument[] }>();

  /** Files that have the same text as in `previous` are not read again. */
  constructor(textOf: (file: string) => string | undefined, previous?: SourceFiles) {
    this.#textOf = textOf;
    if (previous) this.#known = previous.#known;
  }

  textOf(file: string): string | undefined {
    return this.#textOf(file);
  }

  /** The value at a path of a file's first document; undefined where it is not written. */
  value(file: string, path: FieldPath): SourceField | undefined {
    const [document] = this.#documentsOf(file);
    const node = document?.root.at(path);
    return document && node?.present ? { file, offset: document.offset, node } : undefined;
  }

  /** The field whose key or scalar touches an offset of a file, with that piece of the text. */
  at(file: string, offset: number): (SourceField & { readonly span: Span }) | undefined {
    const document = this.#documentsOf(file).findLast((one) => one.offset <= offset);
    const found = document && nodeBelow(document.root, offset - document.offset);
    return found && { file, offset: document.offset, node: found.node, span: shift(found.span, document.offset) };
  }

  /** The same, in the text of a block scalar where one stands there, such as an inline patch. */
  within(file: string, offset: number): SourceField | undefined {
    const outer = this.at(file, offset);
    const block = outer && NestedBlock.at(this.textOf(file) ?? '', outer.span);
    if (!block) return outer;
    const inText = block.offsetInText(offset);
    for (const { offset: start, root } of documentsIn(block.text)) {
      const found = start <= inText ? nodeBelow(root, inText - start) : undefined;
      if (found) return { file, offset: start, node: found.node, block };
    }
    return outer;
  }

  #documentsOf(file: string): readonly SourceDocument[] {
    const text = this.#textOf(file);
    if (text === undefined) return [];
    const known = this.#known.get(file);
    if (known?.text === text) return known.documents;
    const documents = documentsIn(text);
    this.#known.set(file, { text, documents });
    return documents;
  }
}

function documentsIn(text: string): SourceDocument[] {
  return splitDocuments(text).flatMap((piece) =>
    parseYaml(piece.text, piece.standing).map((yaml) => ({ offset: piece.offset, root: ManifestNode.root(yaml) })),
  );
}

/** Whether it is a single text, number or word on one line, which can be replaced as it stands. */
export function isPlain({ node }: SourceField): boolean {
  const { yaml, aliasSpan, document } = node;
  if (!node.isScalar || !yaml?.range || aliasSpan || ('anchor' in yaml && yaml.anchor)) return false;
  return !document.text.slice(yaml.range[0], yaml.range[1]).includes('\n');
}
