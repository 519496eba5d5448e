/**
 * A place in a manifest: a field with its path, whether something is written there or not. Walking from node to node
 * never fails; what is missing is a node that is not `present`.
 */

import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
} from 'yaml';
import type { FieldPath } from '../base/fieldPath.ts';
import { formatFieldPath } from '../base/fieldPath.ts';
import { lineStart } from '../base/line.ts';
import { partitionPoint } from '../base/partitionPoint.ts';
import { type Span, span } from '../base/span.ts';
import { isUnknown, unknownValue } from '../base/unknown.ts';
import { isTemplated, nodeSpan, plainValue, type YamlDocument } from '../yaml/document.ts';
import { isMergeKey, keyText, mergedInto, pairOf } from '../yaml/key.ts';
import { outputColumn } from '../yaml/outputColumn.ts';

type FilledIn = 'everything' | ReadonlySet<string>;

/** The index of the first of these spans, which are in order, that begins at the offset or behind it. */
function firstStartingAt(spans: readonly Span[], offset: number): number {
  return partitionPoint(spans, ({ start }) => start < offset);
}

/** Whether nothing stands there but white space, templates and, where they are let pass, comments. */
function isBlank(text: string, from: number, end: number, pass: { readonly comments: boolean }): boolean {
  for (let at = from; at < end; ) {
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at);
      if (close < 0) return false;
      at = close + 2;
    } else if (pass.comments && text[at] === '#') {
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? end : newline;
    } else if (/\s/.test(text[at]!)) at++;
    else return false;
  }
  return true;
}

const nothing: FilledIn = new Set();

/** More children than these are found by their names. */
const mostListed = 12;

export class ManifestNode {
  readonly document: YamlDocument;
  readonly parent: ManifestNode | undefined;
  /** The parser's node, aliases resolved; undefined where nothing is written. */
  readonly yaml: Node | undefined;
  /** The mapping entry that holds the node, where it is one's value. */
  readonly pair: Pair | undefined;
  /** Set on what an alias brought in: there a finding stands at the alias. */
  readonly aliasSpan: Span | undefined;
  /** Which fields may be missing here and below because somebody else fills them in. */
  readonly #filledIn: FilledIn;
  /** Whether an alias stands here that stands for nothing. */
  readonly #isUnresolved: boolean;
  /** The name or the index under which the parent has it; undefined at the top of an object. */
  readonly #step: string | number | undefined;
  #path: FieldPath | undefined;
  /** The children that were asked for, as a list as long as they are few: most nodes have one or two. */
  #firstChild: ManifestNode | undefined;
  #nextSibling: ManifestNode | undefined;
  #childCount = 0;
  #childrenByStep: Map<string | number, ManifestNode> | undefined;
  #value: { readonly plain: unknown } | undefined;
  #partial: boolean | undefined;

  private constructor(
    document: YamlDocument,
    step: string | number | undefined,
    parent: ManifestNode | undefined,
    written: Node | null | undefined,
    pair: Pair | undefined,
    filledIn: FilledIn = parent ? parent.#filledIn : nothing,
    aliasSpan?: Span,
  ) {
    this.#filledIn = filledIn;
    this.document = document;
    this.#step = step;
    this.parent = parent;
    this.pair = pair;
    const alias = isAlias(written) ? written : undefined;
    this.yaml = (alias ? document.resolve(alias) : written) ?? undefined;
    this.#isUnresolved = alias !== undefined && this.yaml === undefined;
    this.aliasSpan = parent?.aliasSpan ?? (alias ? nodeSpan(alias) : aliasSpan);
  }

  static root(document: YamlDocument): ManifestNode {
    return new ManifestNode(document, undefined, undefined, document.root, undefined);
  }

  /** The same place as the top of an object of its own, as an item of a `List` is one. */
  asRoot(): ManifestNode {
    return new ManifestNode(this.document, undefined, this.parent, this.yaml, undefined);
  }

  /** The same place, where whatever is missing is filled in by somebody else: absence proves nothing. */
  asPartial(): ManifestNode {
    return new ManifestNode(this.document, this.#step, this.parent, this.yaml, this.pair, 'everything');
  }

  /** The same place, where fields of these names are filled in, here and below. */
  withFilledIn(names: ReadonlySet<string>): ManifestNode {
    return new ManifestNode(this.document, this.#step, this.parent, this.yaml, this.pair, names);
  }

  /** From the top of the object, as the API server names it in its errors. */
  get path(): FieldPath {
    // Most nodes are looked at, and nobody asks for their paths.
    this.#path ??= this.#step === undefined ? [] : [...this.parent!.path, this.#step];
    return this.#path;
  }

  /** Whether the field is written, be it with the value null. */
  get present(): boolean {
    return this.yaml !== undefined || this.pair !== undefined;
  }

  /** Whether the field has a value: the API server treats null as not set. */
  get isSet(): boolean {
    return this.present && this.value !== null;
  }

  /** The content as plain JSON, `unknownValue` where a template hides it, undefined where nothing is written. */
  get value(): unknown {
    if (!this.present) return undefined;
    this.#value ??= { plain: this.#plain() };
    return this.#value.plain;
  }

  #plain(): unknown {
    if (this.#isUnresolved || this.#filledByTemplate()) return unknownValue;
    // What the parent's value has already been made of need not be made again.
    const step = this.#step;
    const whole = step === undefined ? undefined : this.parent!.#value?.plain;
    if (step !== undefined && typeof whole === 'object' && whole !== null && Object.hasOwn(whole, step))
      return (whole as Readonly<Record<string | number, unknown>>)[step];
    return plainValue(this.document, this.yaml);
  }

  /** Whether nothing is written, but a template follows that writes the value: `ports:`, and below it `{{ toYaml … }}`. */
  #filledByTemplate(): boolean {
    const { lines } = this.document.templates;
    if (lines.length === 0 || !this.pair || (this.yaml && !(isScalar(this.yaml) && this.yaml.source === '')))
      return false;
    const end = isScalar(this.pair.key) ? nodeSpan(this.pair.key).end : 0;
    const from = this.document.text.indexOf(':', end) + 1;
    const next = lines[firstStartingAt(lines, from)];
    if (!next) return false;
    return isBlank(this.document.text, from, next.start, { comments: true });
  }

  /** Whether a template decides what stands here. */
  get unknown(): boolean {
    if (this.hasTemplatedKey) return true;
    return isUnknown(this.value) || (!this.present && ((this.parent?.partial ?? false) || this.#isFilledIn()));
  }

  #isFilledIn(): boolean {
    const name = this.#step;
    return this.#filledIn !== 'everything' && typeof name === 'string' && this.#filledIn.has(name);
  }

  /** Whether a template could add fields or items here, so that absence proves nothing. */
  get partial(): boolean {
    this.#partial ??= this.#isPartial();
    return this.#partial;
  }

  #isPartial(): boolean {
    if (this.#filledIn === 'everything') return true;
    const range = this.yaml?.range;
    if (range) {
      // A template may also stand between the key and the first field.
      const key = this.pair?.key;
      const from = isScalar(key) && key.range && !this.aliasSpan ? nodeSpan(key).end : this.#contentStart(range[0]);
      const { lines } = this.document.templates;
      for (let i = firstStartingAt(lines, from); i < lines.length && lines[i]!.start <= range[2] + 1; i++)
        if (this.#isReachedBy(lines[i]!, from)) return true;
    }
    return (
      (this.yaml !== undefined && isUnknown(this.value)) ||
      (!this.present && (this.parent?.partial ?? false)) ||
      this.#hasUnknownKey()
    );
  }

  /** Of a list item from its dash on: a template may stand between that and the first field. */
  #contentStart(start: number): number {
    if (typeof this.#step !== 'number' || this.document.templates.lines.length === 0) return start;
    const { text } = this.document;
    for (let line = lineStart(text, start); line >= 0; line = line > 0 ? lineStart(text, line - 1) : -1) {
      const dash = /^[ \t]*-(?=\s)/.exec(text.slice(line, line + 200));
      if (dash) return line + dash[0].length;
      if (/^[ \t]*(?:\{\{|#|\r?\n)/.exec(text.slice(line, start)) === null && line < lineStart(text, start)) break;
    }
    return start;
  }

  /** Whether what a template in the node's extent puts out can be a field or item of the node itself, not one deeper. */
  #isReachedBy(hole: Span, from: number): boolean {
    const { yaml, document } = this;
    if (!yaml?.range || !isCollection(yaml) || yaml.flow) return true;
    const start = lineStart(document.text, hole.start);
    // Behind a key it belongs to that key's value, in a flow collection to that.
    if (!isBlank(document.text, start, hole.start, { comments: false })) return start < from;
    const indent = outputColumn(document.text, hole);
    const column = yaml.range[0] - lineStart(document.text, yaml.range[0]);
    // Most write a template where its output belongs, whatever they say about the indentation.
    return indent === undefined || indent === column || hole.start - start === column;
  }

  /** Whether a template may put out only one of the two, because a condition holds one of them and not the other. */
  mayExclude(other: ManifestNode): boolean {
    const [here, there] = [this.extent.start, other.extent.start];
    const holds = ({ start, end }: Span, offset: number) => start <= offset && offset < end;
    return this.document.templates.conditional.some((block) => holds(block, here) !== holds(block, there));
  }

  /** Whether the field is there under a condition of a template only. */
  get isConditional(): boolean {
    const { start } = this.keySpan;
    if (this.document.within === 'branch') return true;
    return this.document.templates.conditional.some((block) => block.start <= start && start < block.end);
  }

  /** Whether a template decides the field's name. */
  get hasTemplatedKey(): boolean {
    return this.pair !== undefined && isScalar(this.pair.key) && isTemplated(this.document, this.pair.key);
  }

  #hasUnknownKey(): boolean {
    return (
      this.document.templates.inline.length > 0 &&
      isMap(this.yaml) &&
      this.yaml.items.some((pair) => isScalar(pair.key) && isTemplated(this.document, pair.key))
    );
  }

  /** Whether the document is written as JSON, where keys and strings need quotes. */
  get inJson(): boolean {
    return /^\s*[{[]/.test(this.document.text);
  }

  get isMap(): boolean {
    return isMap(this.yaml);
  }

  /** Whether the API server reads an object here: a mapping, or an item that is written as nothing. */
  get readsAsMap(): boolean {
    return this.isMap || (typeof this.#step === 'number' && this.present && this.value === null);
  }

  get isList(): boolean {
    return isSeq(this.yaml);
  }

  get isScalar(): boolean {
    return isScalar(this.yaml);
  }

  /** The field of this name, written or not. */
  get(key: string): ManifestNode {
    let child = this.#child(key);
    if (!child) {
      const found = isMap(this.yaml) ? this.#pairFor(this.yaml, key) : undefined;
      const pair = found?.pair;
      const value = pair?.value as Node | undefined;
      child = new ManifestNode(this.document, key, this, value, pair, this.#filledIn, found?.aliasSpan);
      this.#keep(key, child);
    }
    return child;
  }

  #child(step: string | number): ManifestNode | undefined {
    if (this.#childrenByStep) return this.#childrenByStep.get(step);
    let child = this.#firstChild;
    while (child && child.#step !== step) child = child.#nextSibling;
    return child;
  }

  #keep(step: string | number, child: ManifestNode): void {
    this.#childCount++;
    if (this.#childCount > mostListed) {
      this.#childrenByStep ??= this.#indexed();
      this.#childrenByStep.set(step, child);
    } else {
      child.#nextSibling = this.#firstChild;
      this.#firstChild = child;
    }
  }

  #indexed(): Map<string | number, ManifestNode> {
    const children = new Map<string | number, ManifestNode>();
    for (let child = this.#firstChild; child; child = child.#nextSibling) children.set(child.#step!, child);
    return children;
  }

  /** The pair of this key, written or brought in by a merge key (`<<: *anchor`): of several the last one in the text. */
  #pairFor(map: YAMLMap, key: string, depth = 0): { pair: Pair; aliasSpan: Span | undefined } | undefined {
    const own = pairOf(map, key);
    const written = own && { pair: own, aliasSpan: undefined };
    if (!this.document.hasMergeKeys || depth > 20) return written;
    for (const { pair: merge, source } of mergedInto(map).toReversed()) {
      if (own && map.items.indexOf(own) > map.items.indexOf(merge)) return written;
      const target = isAlias(source) ? this.document.resolve(source) : source;
      const found = isMap(target) ? this.#pairFor(target, key, depth + 1) : undefined;
      if (found) return { pair: found.pair, aliasSpan: isAlias(source) ? nodeSpan(source) : found.aliasSpan };
    }
    return written;
  }

  /** The node at a path below this one. */
  at(path: FieldPath): ManifestNode {
    let node: ManifestNode = this;
    for (const step of path) node = typeof step === 'number' ? node.item(step) : node.get(step);
    return node;
  }

  item(index: number): ManifestNode {
    let child = this.#child(index);
    if (!child) {
      const written = isSeq(this.yaml) ? (this.yaml.items[index] as Node | undefined) : undefined;
      child = new ManifestNode(this.document, index, this, written, undefined);
      this.#keep(index, child);
    }
    return child;
  }

  /** The items of a list; none where there is no list. */
  items(): ManifestNode[] {
    return isSeq(this.yaml) ? this.yaml.items.map((_, index) => this.item(index)) : [];
  }

  /** The fields of a mapping in the order of the text, then those that merge keys bring in. */
  fields(): { readonly key: string; readonly node: ManifestNode }[] {
    if (!isMap(this.yaml)) return [];
    return [...this.#keys(this.yaml)].map((key) => ({ key, node: this.get(key) }));
  }

  #keys(map: YAMLMap, keys = new Set<string>(), depth = 0): Set<string> {
    for (const { key } of map.items) if (!isMergeKey(key)) keys.add(keyText(key));
    if (!this.document.hasMergeKeys || depth > 20) return keys;
    for (const { source } of mergedInto(map)) {
      const target = isAlias(source) ? this.document.resolve(source) : source;
      if (isMap(target)) this.#keys(target, keys, depth + 1);
    }
    return keys;
  }

  /** The value if it is a string. */
  get string(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  /** The value if it is a whole number. */
  get integer(): number | undefined {
    return Number.isInteger(this.value) ? (this.value as number) : undefined;
  }

  /** Where the key is written; of a list item, where the item is. */
  get keySpan(): Span {
    if (this.aliasSpan) return this.aliasSpan;
    const key = this.pair?.key;
    // Where the parser stumbles, a whole list may end up as a key.
    if (isNode(key) && key.range) return this.#firstLine(nodeSpan(key));
    if (this.yaml) return this.#firstLine(nodeSpan(this.yaml));
    return this.parent?.keySpan ?? span(0, 0);
  }

  /** Where a finding about the value stands: on a scalar itself, on the key of anything larger, missing or empty. */
  get span(): Span {
    if (this.aliasSpan) return this.aliasSpan;
    if (this.yaml && isScalar(this.yaml)) {
      const own = nodeSpan(this.yaml);
      if (own.end > own.start) return this.#isBlock(this.yaml) ? this.#firstLine(own) : own;
    }
    return this.keySpan;
  }

  /** Where the field is really written, if an alias brought it in: its key, else its value. */
  get anchorSpan(): Span | undefined {
    if (!this.aliasSpan) return undefined;
    const key = this.parent?.aliasSpan || !this.pair || !isAlias(this.pair.value) ? this.pair?.key : undefined;
    if (isScalar(key) && key.range) return nodeSpan(key);
    return this.yaml && this.#firstLine(nodeSpan(this.yaml));
  }

  /** The whole text of the field's value, or of the nearest mapping around a missing field. */
  get extent(): Span {
    if (this.yaml?.range) return span(this.yaml.range[0], this.yaml.range[1]);
    return this.pair ? this.keySpan : (this.parent?.extent ?? span(0, this.document.text.length));
  }

  #isBlock(scalar: Scalar): boolean {
    return scalar.type === Scalar.BLOCK_FOLDED || scalar.type === Scalar.BLOCK_LITERAL;
  }

  #firstLine(whole: Span): Span {
    const lineEnd = this.document.text.slice(whole.start, whole.end).search(/\r?\n/);
    return lineEnd < 0 ? whole : span(whole.start, whole.start + lineEnd);
  }

  toString(): string {
    return formatFieldPath(this.path);
  }
}
