/** Reads YAML as Kustomize does: by go-yaml v3, anchors and merge keys expanded (kyaml `yaml/alias.go`). */
import { isAlias, isMap, isScalar, isSeq, type Node, Scalar } from 'yaml';
import { nodeSpan, parseLiteralYaml, scalarValue, type YamlDocument } from '../yaml/document.ts';
import { isMergeKey, keyText, mergedInto } from '../yaml/key.ts';
import { refused } from './buildError.ts';
import type { SourceText } from './sourceText.ts';
import { type Entry, type ListTree, type MapTree, mapTree, type ScalarTree, type Tree } from './tree.ts';

/** The documents of a text that say anything. Throws a `BuildError` where one can't be read. */
export function readTrees(source: SourceText): Tree[] {
  return pieces(source.text).flatMap(({ text, offset }) =>
    parseLiteralYaml(text).flatMap((document) => {
      const [problem] = document.problems;
      if (problem) {
        const at = offset + problem.span.start;
        throw refused(problem.message, source.placeOf(at, at));
      }
      const tree = new TreeReader(document, source, offset).read(document.root, 0);
      return tree.kind === 'scalar' && tree.value === null ? [] : [tree];
    }),
  );
}

/** Cut as kyaml does (`kio/byteio_reader.go`). */
function pieces(text: string): { readonly text: string; readonly offset: number }[] {
  const found: { readonly text: string; readonly offset: number }[] = [];
  let offset = 0;
  for (const { 0: separator, index } of text.matchAll(/\n---[^\n]*\n/g)) {
    if (index < offset) continue;
    found.push({ text: text.slice(offset, index + 1), offset });
    offset = index + separator.length;
  }
  found.push({ text: text.slice(offset), offset });
  return found;
}

/** Aliases may make a tree of any size of a short text. */
const mostNodes = 1_000_000;
const deepest = 500;

class TreeReader {
  readonly #document: YamlDocument;
  readonly #source: SourceText;
  readonly #offset: number;
  #nodes = 0;

  constructor(document: YamlDocument, source: SourceText, offset: number) {
    this.#document = document;
    this.#source = source;
    this.#offset = offset;
  }

  read(node: Node | null | undefined, depth: number): Tree {
    if (++this.#nodes > mostNodes || depth > deepest) throw refused('it is too large');
    const target = isAlias(node) ? this.#document.resolve(node) : node;
    if (isMap(target)) return this.#map(target, depth);
    if (isSeq(target)) {
      const items = target.items.map((item) => this.read(item as Node, depth + 1));
      return { kind: 'list', items, place: this.#placeOf(target, false) } satisfies ListTree;
    }
    if (isScalar(target)) return this.#scalar(target);
    return { kind: 'scalar', value: null, text: '', isQuoted: false, place: undefined };
  }

  #map(node: Parameters<typeof mergedInto>[0], depth: number): MapTree {
    const tree = mapTree(this.#placeOf(node, false));
    if (this.#document.hasMergeKeys)
      for (const { source } of mergedInto(node)) {
        const merged = this.read(source, depth + 1);
        if (merged.kind === 'map') for (const [key, entry] of merged.entries) tree.entries.set(key, entry);
      }
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) continue;
      const keyPlace = isScalar(key) ? this.#scalar(key).place : undefined;
      tree.entries.set(keyText(key), { keyPlace, value: this.read(value as Node, depth + 1) } satisfies Entry);
    }
    return tree;
  }

  #scalar(node: Scalar): ScalarTree {
    const { start, end } = nodeSpan(node);
    const written = this.#document.text.slice(start, end);
    const isPlain = node.type === Scalar.PLAIN || node.type === undefined;
    const text = isPlain ? (node.source ?? String(node.value ?? '')) : this.#quotedText(node, end);
    const value = isPlain ? yamlValue(text, scalarValue(node)) : text;
    const quote = isPlain ? 0 : 1;
    const inner = written.slice(quote, written.length - quote);
    const place =
      inner === text && text !== ''
        ? this.#source.placeOf(this.#offset + start + quote, this.#offset + end - quote)
        : this.#placeOf(node, false);
    return { kind: 'scalar', value, text, isQuoted: !isPlain, place };
  }

  /** The last line of a block has a line break only where one is written. */
  #quotedText(node: Scalar, end: number): string {
    const text = String(node.value);
    const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
    const whole = this.#document.text;
    const isCut = isBlock && !whole.endsWith('\n') && whole.slice(end).trim() === '';
    return isCut && text.endsWith('\n') ? text.slice(0, -1) : text;
  }

  #placeOf(node: Node, isLiteral: boolean) {
    const { start, end } = nodeSpan(node);
    const place = this.#source.placeOf(this.#offset + start, this.#offset + end);
    return place.isLiteral === isLiteral ? place : { ...place, isLiteral: isLiteral && place.isLiteral };
  }
}

/** Where go-yaml v3 differs from v2, which Kubernetes reads with: `yes` is a text, and a date becomes one with its time. */
function yamlValue(text: string, value: unknown): ScalarTree['value'] {
  if (typeof value === 'boolean') return /^(?:true|false)$/i.test(text) ? value : text;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`;
  return typeof value === 'string' || typeof value === 'number' || value === null ? value : text;
}

/** What a text means where nothing says that it is a string. */
export function untagged(text: string, like: ScalarTree | undefined, place: ScalarTree['place']): ScalarTree {
  const isQuoted = like?.isQuoted ?? false;
  const value = isQuoted ? text : yamlValue(text, scalarValue(plainScalar(text)));
  return { kind: 'scalar', value, text, isQuoted, place };
}

function plainScalar(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.PLAIN;
  scalar.source = text;
  return scalar;
}
