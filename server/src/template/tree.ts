/**
 * The tree of a template as Go's `text/template` reads it (`text/template/parse/node.go`). Every node knows its place in
 * the source; the delimiters of an action belong to it.
 */
import type { Span } from '../base/span.ts';

export interface Template {
  readonly root: List;
  /** What `define` and `block` name, in the order of their ends: an inner one first. */
  readonly definitions: readonly Definition[];
  /** In the order in which they were found. Go stops at the first one, and so does Helm. */
  readonly errors: readonly TemplateError[];
}

export interface TemplateError extends Span {
  /** Go's own words, without the name of the template and the line before them. */
  readonly message: string;
}

/** What stands between two actions that belong together. */
export interface List extends Span {
  readonly nodes: readonly Node[];
}

export type Node = Text | Comment | Action | Branch | TemplateCall | Definition | Jump;

/** Text that is put out as it is; white space that a neighbour trims is no part of it. */
export interface Text extends Span {
  readonly type: 'text';
}

export interface Comment extends Span {
  readonly type: 'comment';
}

/** `{{ pipeline }}`; with a declaration or assignment it puts nothing out. */
export interface Action extends Span {
  readonly type: 'action';
  readonly pipeline: Pipeline;
}

export interface Branch extends Span {
  readonly type: 'if' | 'range' | 'with';
  readonly pipeline: Pipeline;
  readonly body: List;
  /** What `else` begins. After `else if` and `else with` it holds one branch, whose `opening` is the whole `{{ else if … }}`. */
  readonly otherwise: List | undefined;
  readonly opening: Span;
  /** `{{ else }}` or `{{ else if … }}`. */
  readonly middle: Span | undefined;
  /** `{{ end }}`; missing where the template is broken. Branches of an `else if` share it. */
  readonly closing: Span | undefined;
}

/** `{{ template "name" pipeline }}` and `{{ block "name" pipeline }} … {{ end }}`. */
export interface TemplateCall extends Span {
  readonly type: 'template';
  readonly name: string;
  readonly nameSpan: Span;
  readonly pipeline: Pipeline | undefined;
  /** What a `block` defines by the way. */
  readonly block: Definition | undefined;
}

/** `{{ define "name" }} … {{ end }}`: puts nothing out where it stands. */
export interface Definition extends Span {
  readonly type: 'define';
  readonly name: string;
  readonly nameSpan: Span;
  readonly body: List;
  readonly opening: Span;
  readonly closing: Span | undefined;
}

export interface Jump extends Span {
  readonly type: 'break' | 'continue';
}

export interface Pipeline extends Span {
  readonly type: 'pipeline';
  /** The variables before `:=` or `=`. */
  readonly variables: readonly Variable[];
  /** `=` instead of `:=`. */
  readonly isAssignment: boolean;
  /** Empty only where the template is broken. */
  readonly commands: readonly Command[];
}

/** Operands in order; the first one may be a function. What stands before the `|` comes as the last argument. */
export interface Command extends Span {
  readonly operands: readonly Operand[];
}

/** A pipeline is one in parentheses; its span has them too. */
export type Operand =
  | Identifier
  | Field
  | Variable
  | Chain
  | Pipeline
  | Dot
  | Nil
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral;

/** The name of a function. */
export interface Identifier extends Span {
  readonly type: 'identifier';
  readonly name: string;
}

/** `.Values.image` with the names `Values` and `image`. */
export interface Field extends Span {
  readonly type: 'field';
  readonly names: readonly string[];
}

/** `$name.field.field`. */
export interface Variable extends Span {
  readonly type: 'variable';
  /** With its dollar. */
  readonly name: string;
  readonly fields: readonly string[];
}

/** Fields of something else: `(index .Values.list 0).name`. */
export interface Chain extends Span {
  readonly type: 'chain';
  readonly operand: Pipeline | Identifier;
  readonly fields: readonly string[];
}

export interface Dot extends Span {
  readonly type: 'dot';
}

export interface Nil extends Span {
  readonly type: 'nil';
}

export interface BooleanLiteral extends Span {
  readonly type: 'boolean';
  readonly value: boolean;
}

export interface NumberLiteral extends Span, NumberValue {
  readonly type: 'number';
}

/** A constant without a type: what it can be is decided where it is used. */
export interface NumberValue {
  /** Where it is a whole number that fits in 64 bits, with or without sign. */
  readonly integer: bigint | undefined;
  /** Where it has no imaginary part. */
  readonly float: number | undefined;
  readonly isCharacter: boolean;
}

export interface StringLiteral extends Span {
  readonly type: 'string';
  readonly value: string;
}
