/** Where values stand in their files. */
import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { FieldPath } from '../base/fieldPath.ts';
import { type Span, span } from '../base/span.ts';
import { keyText } from '../yaml/key.ts';
import { firstDocument } from './yamlReader.ts';

export interface ValuePlace {
  /** The key, or the value itself in a list. */
  readonly key: Span;
  readonly value: Span;
  /** Whether it is a single text, number or word on one line, which can be replaced as it stands. */
  readonly isPlain: boolean;
}

/** One file of values. */
export class ValuePlaces {
  readonly #root: Node | null;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#root = (firstDocument(text)?.contents ?? null) as Node | null;
  }

  /** Undefined where the file has no such value. */
  find(path: FieldPath): ValuePlace | undefined {
    let node: Node | null | undefined = this.#root;
    let key: Span | undefined;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.findLast((item) => keyText(item.key) === String(step));
        if (!pair) return undefined;
        key = spanOf(pair.key as Node);
        node = pair.value as Node | null;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step] as Node | undefined;
        key = node ? spanOf(node) : undefined;
      } else return undefined;
      if (isAlias(node)) return key && { key, value: spanOf(node), isPlain: false };
    }
    if (!key) return undefined;
    const value = node ? spanOf(node) : span(key.end, key.end);
    const isPlain = isScalar(node) && !node.anchor && !this.#text.slice(value.start, value.end).includes('\n');
    return { key, value, isPlain };
  }
}

function spanOf(node: Node): Span {
  return node.range ? span(node.range[0], node.range[1]) : span(0, 0);
}
