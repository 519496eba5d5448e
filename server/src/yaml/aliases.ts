/** Which nodes aliases stand for, and those that stand for nothing, for themselves or for too much. */
import { type Alias, isAlias, isMap, isNode, isPair, isSeq, type Node } from 'yaml';
import { type Span, span } from '../base/span.ts';

export interface AliasProblem {
  readonly kind: 'unknownAnchor' | 'containsItself' | 'excessive';
  readonly anchor: string;
  readonly span: Span;
}

export interface Aliases {
  /** The node behind an alias; undefined where there is none that could be looked into. */
  resolve(alias: Alias): Node | undefined;
  readonly problems: readonly AliasProblem[];
}

/** How many nodes a document may have once its aliases are expanded. */
export const expansionLimit = 100_000;

const none: Aliases = { resolve: () => undefined, problems: [] };

export function findAliases(root: Node | null, text: string): Aliases {
  // Nearly all documents have none.
  return root === null || !text.includes('*') ? none : new Search(root).result();
}

/** One walk over the document: an alias stands for the last node before it that has its anchor. */
class Search {
  readonly #anchors = new Map<string, Node>();
  /** How many nodes are at and below a node, aliases expanded; not there while the walk is inside of it. */
  readonly #sizes = new Map<Node, number>();
  readonly #targets = new Map<Alias, Node>();
  readonly #problems: AliasProblem[] = [];
  /** The nodes as they are written. */
  #written = 0;
  readonly #total: number;
  /** Where the expansion became too large. */
  #firstLarge: Alias | undefined;

  constructor(root: Node) {
    this.#total = this.#visit(root);
  }

  result(): Aliases {
    const isRefused = isExcessive(this.#total, this.#total - this.#written);
    const alias = this.#firstLarge ?? [...this.#targets.keys()].at(-1);
    if (isRefused && alias) this.#problems.push({ kind: 'excessive', anchor: alias.source, span: spanOf(alias) });
    // No part of it is looked into then: the whole is what is too large.
    const targets = this.#total > expansionLimit ? new Map<Alias, Node>() : this.#targets;
    return { resolve: (wanted) => targets.get(wanted), problems: this.#problems };
  }

  #visit(node: unknown): number {
    if (isPair(node)) return this.#visit(node.key) + this.#visit(node.value);
    if (!isNode(node)) return 0;
    this.#written++;
    if (isAlias(node)) return this.#visitAlias(node);
    const { anchor } = node;
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    let size = 1;
    if (isMap(node) || isSeq(node)) for (const item of node.items) size += this.#visit(item);
    if (anchor !== undefined) this.#sizes.set(node, size);
    return size;
  }

  #visitAlias(alias: Alias): number {
    const target = this.#anchors.get(alias.source);
    const size = target && this.#sizes.get(target);
    if (target === undefined || size === undefined) {
      const kind = target === undefined ? 'unknownAnchor' : 'containsItself';
      this.#problems.push({ kind, anchor: alias.source, span: spanOf(alias) });
      return 1;
    }
    this.#targets.set(alias, target);
    if (size > expansionLimit) this.#firstLarge ??= alias;
    return size;
  }
}

/**
 * Whether Kubernetes refuses to read so many nodes that come from aliases.
 * Upstream: `goyaml.v2/decode.go`, "document contains excessive aliasing".
 */
function isExcessive(total: number, fromAliases: number): boolean {
  return fromAliases > 100 && total > 1000 && fromAliases / total > allowedRatio(total);
}

function allowedRatio(total: number): number {
  if (total <= 400_000) return 0.99;
  if (total >= 4_000_000) return 0.1;
  return 0.99 - (0.89 * (total - 400_000)) / 3_600_000;
}

function spanOf(alias: Alias): Span {
  return alias.range ? span(alias.range[0], alias.range[1]) : span(0, 0);
}
