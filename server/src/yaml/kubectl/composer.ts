/** Nodes with the values that kubectl gives them, and what makes it refuse a document that is well formed. */
import { Alias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { BoundAlias, isMergeKey, keyName } from '../key.ts';
import { resolvePlainScalar, resolveTaggedScalar } from '../scalar.ts';
import { PairNode, ScalarNode } from './nodes.ts';
import { ReadError, type Token } from './token.ts';

export interface Properties {
  readonly anchor: string | undefined;
  /** In its long form, `tag:yaml.org,2002:str`. */
  readonly tag: string | undefined;
}

/** Upstream: `decode.go` of `go.yaml.in/yaml/v2`, and `sigs.k8s.io/yaml`. */
export class Composer {
  readonly #anchors = new Map<string, Node>();
  /** What go-yaml's decoder and sigs.k8s.io/yaml say against the document. */
  readonly refusals: ReadError[] = [];
  /** Whether a number is written that JSON has not: `.inf` or `.nan`. */
  hasInfinite = false;

  scalar({ start, end, value: source, style }: Token, { anchor, tag }: Properties): Scalar {
    const scalar = new ScalarNode(source, source, style!, start, end);
    if (tag !== undefined) {
      scalar.tag = tag;
      const value = resolveTaggedScalar(source, tag);
      if (value === undefined) this.#refuse(`cannot decode \`${source.slice(0, 30)}\` as a ${shortTag(tag)}`, start);
      else scalar.value = value;
    } else if (style === 'PLAIN') scalar.value = resolvePlainScalar(source);
    if (typeof scalar.value === 'number' && !Number.isFinite(scalar.value)) this.hasInfinite = true;
    this.#name(scalar, anchor);
    return scalar;
  }

  alias(name: string, start: number, end: number): Alias {
    const target = this.#anchors.get(name);
    const alias = target ? new BoundAlias(name, target) : new Alias(name);
    alias.range = [start, end, end];
    return alias;
  }

  collection<T extends YAMLMap | YAMLSeq>(collection: T, { anchor, tag }: Properties): T {
    if (tag !== undefined) collection.tag = tag;
    this.#name(collection, anchor);
    return collection;
  }

  pair(key: Node, value: Node | null): Pair<Node, Node | null> {
    if (isMergeKey(key)) {
      if (!isMergeable(value))
        this.#refuse('map merge requires map or sequence of maps as the value', startOf(value ?? key));
    } else this.#checkKey(key);
    return new PairNode(key, value);
  }

  #checkKey(key: Node): void {
    const node = behind(key);
    if (isMap(node) || isSeq(node)) this.#refuse('invalid map key', startOf(key));
    else if (isScalar(node) && keyName(node) === undefined) this.#refuse('unsupported map key', startOf(key));
  }

  #name(node: Scalar | YAMLMap | YAMLSeq, anchor: string | undefined): void {
    if (anchor === undefined) return;
    node.anchor = anchor;
    this.#anchors.set(anchor, node);
  }

  #refuse(message: string, at: number): void {
    this.refusals.push(new ReadError(message, at));
  }
}

/** A mapping, or a list of mappings. */
function isMergeable(value: Node | null): boolean {
  return isMap(behind(value)) || (isSeq<Node>(value) && value.items.every((item) => isMap(behind(item))));
}

function behind(node: Node | null): Node | null {
  return node instanceof BoundAlias ? node.target : node;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function shortTag(tag: string): string {
  return tag.replace('tag:yaml.org,2002:', '!!');
}
