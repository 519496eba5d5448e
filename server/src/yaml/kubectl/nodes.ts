/**
 * The nodes of `yaml`, made in a tenth of the time that its own constructors take: those define the type of every single
 * node, here it stands once for all.
 */
import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { ScalarStyle } from './token.ts';

const typeKey = Symbol.for('yaml.node.type');

/** A prototype whose objects `yaml` takes for its own. */
function prototypeOf(type: string, of: object): object {
  return Object.create(of, { [typeKey]: { value: Symbol.for(type) } });
}

type Made<T, A extends readonly unknown[]> = new (...args: A) => T;

function MadeScalar(this: Scalar, value: unknown, source: string, type: ScalarStyle, start: number, end: number): void {
  this.value = value;
  this.source = source;
  this.type = type;
  this.range = [start, end, end];
}
MadeScalar.prototype = prototypeOf('yaml.scalar', Scalar.prototype);

function MadePair(this: Pair, key: unknown, value: unknown): void {
  this.key = key;
  this.value = value;
}
MadePair.prototype = prototypeOf('yaml.pair', Pair.prototype);

function MadeCollection(this: YAMLMap | YAMLSeq, start: number): void {
  this.items = [];
  this.range = [start, start, start];
}
function MadeMap(this: YAMLMap, start: number): void {
  MadeCollection.call(this, start);
}
MadeMap.prototype = prototypeOf('yaml.map', YAMLMap.prototype);

function MadeSequence(this: YAMLSeq, start: number): void {
  MadeCollection.call(this, start);
}
MadeSequence.prototype = prototypeOf('yaml.seq', YAMLSeq.prototype);

export const ScalarNode = MadeScalar as unknown as Made<Scalar, Parameters<typeof MadeScalar>>;
export const PairNode = MadePair as unknown as Made<Pair<Node, Node | null>, [key: Node, value: Node | null]>;
export const MapNode = MadeMap as unknown as Made<YAMLMap<Node, Node | null>, [start: number]>;
export const SequenceNode = MadeSequence as unknown as Made<YAMLSeq<Node>, [start: number]>;
