/**
 * Tokens → the nodes of `yaml`, by the grammar of go-yaml's parser (`go.yaml.in/yaml/v2/parserc.go`). Spans are those that
 * `yaml` gives to the same text.
 */
import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { BlockRanges } from './blockRange.ts';
import { Composer, type Properties } from './composer.ts';
import { MapNode, SequenceNode } from './nodes.ts';
import { Scanner } from './scanner.ts';
import { ReadError, type Token, type TokenType } from './token.ts';

const none: Properties = { anchor: undefined, tag: undefined };

/** So many levels may a document have; go-yaml takes ten times as many, which no object of Kubernetes has. */
export const deepest = 1_000;

/** The handles that every document knows. */
const standardTags: readonly (readonly [string, string])[] = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
];

/** Upstream: `parserc.go` of `go.yaml.in/yaml/v2`. */
export class Parser {
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #ranges: BlockRanges;
  #composer = new Composer();
  readonly #tags = new Map<string, string>();

  constructor(text: string, start: number) {
    this.#text = text;
    this.#ranges = new BlockRanges(text);
    this.#scanner = new Scanner(text, start);
  }

  /** The next document; undefined behind the last one. Throws a {@link ReadError}. */
  document(isFirst: boolean): { readonly root: Node; readonly composer: Composer } | undefined {
    if (!isFirst) while (this.#is('documentEnd')) this.#scanner.take();
    if (this.#is('streamEnd')) return undefined;
    this.#tags.clear();
    this.#composer = new Composer();
    const isExplicit = !isFirst || this.#is('versionDirective', 'tagDirective', 'documentStart');
    this.#readDirectives();
    let root: Node;
    if (isExplicit) {
      if (!this.#is('documentStart')) this.#fail('did not find expected <document start>');
      const { end } = this.#scanner.take();
      const hasNone = this.#is('versionDirective', 'tagDirective', 'documentStart', 'documentEnd', 'streamEnd');
      root = hasNone ? this.#empty(end) : this.#node(true, false);
    } else root = this.#node(true, false);
    // What follows the first document is not read, but the token behind it is.
    this.#scanner.peek();
    return { root, composer: this.#composer };
  }

  /** Where text follows behind a document that neither `...` nor `---` nor a directive separates from it. */
  unmarkedRest(): number | undefined {
    const isSeparate = this.#is('streamEnd', 'documentEnd', 'documentStart', 'versionDirective', 'tagDirective');
    return isSeparate ? undefined : this.#scanner.peek().start;
  }

  #is(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #fail(message: string): never {
    throw new ReadError(message, this.#scanner.peek().start);
  }

  #readDirectives(): void {
    let hasVersion = false;
    for (let token = this.#scanner.peek(); ; token = this.#scanner.peek()) {
      if (token.type === 'versionDirective') {
        if (hasVersion) this.#fail('found duplicate %YAML directive');
        if (token.value !== '1.1') this.#fail('found incompatible YAML document');
        hasVersion = true;
      } else if (token.type === 'tagDirective') {
        if (this.#tags.has(token.value)) this.#fail('found duplicate %TAG directive');
        this.#tags.set(token.value, token.suffix);
      } else break;
      this.#scanner.take();
    }
    for (const [handle, prefix] of standardTags) if (!this.#tags.has(handle)) this.#tags.set(handle, prefix);
  }

  #depth = 0;

  /** Throws a RangeError where nesting is too deep for those who look into the nodes. */
  #node(isBlock: boolean, mayBeIndentless: boolean): Node {
    if (++this.#depth > deepest) throw new RangeError('nested too deeply');
    const node = this.#nodeHere(isBlock, mayBeIndentless);
    this.#depth--;
    return node;
  }

  #nodeHere(isBlock: boolean, mayBeIndentless: boolean): Node {
    let token = this.#scanner.peek();
    if (token.type === 'alias') return this.#alias(this.#scanner.take());
    const from = token.start;
    const properties = this.#properties();
    const propertiesEnd = this.#lastEnd;
    token = this.#scanner.peek();
    switch (token.type) {
      case 'scalar':
        this.#scanner.take();
        return this.#composer.scalar(token, properties);
      case 'flowSequenceStart':
        return this.#flowSequence(properties);
      case 'flowMappingStart':
        return this.#flowMapping(properties);
      case 'blockSequenceStart':
        if (isBlock) return this.#blockSequence(properties);
        break;
      case 'blockMappingStart':
        if (isBlock) return this.#blockMapping(properties);
        break;
      case 'blockEntry':
        if (mayBeIndentless) return this.#indentlessSequence(properties);
        break;
    }
    if (properties === none) throw new ReadError('did not find expected node content', Math.max(from, token.start));
    return this.#empty(propertiesEnd, properties);
  }

  /** Where the last anchor or tag ended. */
  #lastEnd = 0;

  #properties(): Properties {
    const first = this.#scanner.peek();
    if (first.type !== 'anchor' && first.type !== 'tag') return none;
    this.#scanner.take();
    const second = this.#scanner.peek();
    const hasBoth = (second.type === 'anchor' || second.type === 'tag') && second.type !== first.type;
    if (hasBoth) this.#scanner.take();
    this.#lastEnd = hasBoth ? second.end : first.end;
    const tokens = hasBoth ? [first, second] : [first];
    const tag = tokens.find(({ type }) => type === 'tag');
    return {
      anchor: tokens.find(({ type }) => type === 'anchor')?.value,
      tag: tag && this.#tag(tag),
    };
  }

  #tag({ value: handle, suffix, start }: Token): string {
    if (handle === '') return suffix;
    const prefix = this.#tags.get(handle);
    if (prefix === undefined || prefix + suffix === '') throw new ReadError('found undefined tag handle', start);
    return prefix + suffix;
  }

  #alias({ value, start, end }: Token): Alias {
    return this.#composer.alias(value, start, end);
  }

  /** Nothing, where something could be written: behind the white space that follows an offset. */
  #empty(offset: number, properties: Properties = none): Scalar {
    let at = offset;
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at++;
    const token: Token = { type: 'scalar', start: at, end: at, value: '', suffix: '', style: 'PLAIN' };
    return this.#composer.scalar(token, properties);
  }

  #blockSequence(properties: Properties): YAMLSeq {
    const { start } = this.#scanner.take();
    const sequence = this.#composer.collection(new SequenceNode(start), properties);
    while (this.#is('blockEntry')) {
      const { end } = this.#scanner.take();
      sequence.items.push(this.#is('blockEntry', 'blockEnd') ? this.#empty(end) : this.#node(true, false));
    }
    if (!this.#is('blockEnd')) this.#fail("did not find expected '-' indicator");
    this.#scanner.take();
    return this.#ranges.set(sequence, start, sequence.items.at(-1));
  }

  /** A sequence whose dashes stand at the column of its key. */
  #indentlessSequence(properties: Properties): YAMLSeq {
    const { start } = this.#scanner.peek();
    const sequence = this.#composer.collection(new SequenceNode(start), properties);
    while (this.#is('blockEntry')) {
      const { end } = this.#scanner.take();
      const hasNone = this.#is('blockEntry', 'key', 'value', 'blockEnd');
      sequence.items.push(hasNone ? this.#empty(end) : this.#node(true, false));
    }
    return this.#ranges.set(sequence, start, sequence.items.at(-1));
  }

  #blockMapping(properties: Properties): YAMLMap {
    const { start } = this.#scanner.take();
    const map = this.#composer.collection(new MapNode(start), properties);
    while (this.#is('key', 'value')) {
      // A value alone has an empty key only where `?` was written: libyaml's grammar wants the key.
      if (!this.#is('key')) break;
      const { end } = this.#scanner.take();
      const key = this.#is('key', 'value', 'blockEnd') ? this.#empty(end) : this.#node(true, true);
      map.items.push(this.#composer.pair(key, this.#blockValue()));
    }
    if (!this.#is('blockEnd')) this.#fail('did not find expected key');
    this.#scanner.take();
    const last = map.items.at(-1);
    return this.#ranges.set(map, start, last?.value ?? last?.key);
  }

  #blockValue(): Node | null {
    if (!this.#is('value')) return null;
    const { end } = this.#scanner.take();
    return this.#is('key', 'value', 'blockEnd') ? this.#empty(end) : this.#node(true, true);
  }

  #flowSequence(properties: Properties): YAMLSeq {
    const { start } = this.#scanner.take();
    const sequence = this.#composer.collection(new SequenceNode(start), properties);
    sequence.flow = true;
    for (let isFirst = true; !this.#is('flowSequenceEnd'); isFirst = false) {
      if (!isFirst) {
        if (!this.#is('flowEntry')) this.#fail("did not find expected ',' or ']'");
        this.#scanner.take();
      }
      if (this.#is('key')) sequence.items.push(this.#singlePair());
      else if (!this.#is('flowSequenceEnd')) sequence.items.push(this.#node(false, false));
      else break;
    }
    const { end } = this.#scanner.take();
    sequence.range = [start, end, end];
    return sequence;
  }

  /** `[a: b]`: a mapping of one pair, without braces. */
  #singlePair(): YAMLMap {
    const { start, end } = this.#scanner.take();
    const map = this.#composer.collection(new MapNode(start), none);
    map.flow = true;
    const hasNoKey = this.#is('value', 'flowEntry', 'flowSequenceEnd');
    // go-yaml drops the token in the place of an empty key.
    const key = hasNoKey ? this.#empty(end) : this.#node(false, false);
    if (hasNoKey) this.#scanner.take();
    let value: Node | null = null;
    if (this.#is('value')) {
      const colon = this.#scanner.take();
      value = this.#is('flowEntry', 'flowSequenceEnd') ? this.#empty(colon.end) : this.#node(false, false);
    }
    map.items.push(this.#composer.pair(key, value));
    const close = (value ?? key).range?.[1] ?? end;
    map.range = [start, close, close];
    return map;
  }

  #flowMapping(properties: Properties): YAMLMap {
    const { start } = this.#scanner.take();
    const map = this.#composer.collection(new MapNode(start), properties);
    map.flow = true;
    for (let isFirst = true; !this.#is('flowMappingEnd'); isFirst = false) {
      if (!isFirst) {
        if (!this.#is('flowEntry')) this.#fail("did not find expected ',' or '}'");
        this.#scanner.take();
      }
      if (this.#is('flowMappingEnd')) break;
      map.items.push(this.#flowPair());
    }
    const { end } = this.#scanner.take();
    map.range = [start, end, end];
    return map;
  }

  #flowPair(): Pair<Node, Node | null> {
    if (!this.#is('key')) return this.#composer.pair(this.#node(false, false), null);
    const { end } = this.#scanner.take();
    const hasNoKey = this.#is('value', 'flowEntry', 'flowMappingEnd');
    const key = hasNoKey ? this.#empty(end) : this.#node(false, false);
    if (!this.#is('value')) return this.#composer.pair(key, null);
    const colon = this.#scanner.take();
    const value = this.#is('flowEntry', 'flowMappingEnd') ? this.#empty(colon.end) : this.#node(false, false);
    return this.#composer.pair(key, value);
  }
}
