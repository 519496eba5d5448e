/**
 * Runs a template: the interpreter of `text/template` (`text/template/exec.go`), with Helm's `missingkey=zero`. What it
 * puts out knows the template and the values that it comes from.
 */
import type { Span } from '../base/span.ts';
import type {
  Branch,
  Chain,
  Command,
  Field,
  Identifier,
  List,
  Node,
  Operand,
  Pipeline,
  TemplateCall,
  Variable,
} from '../template/tree.ts';
import {
  placeText,
  runAt,
  type SourcePlace,
  sliceText,
  TextBuilder,
  TextCutter,
  type TracedText,
  tracedText,
} from '../traced/tracedText.ts';
import { costOf, costOfCall, isThorough, spendWhole } from './cost.ts';
import { ExecutionError, FunctionError } from './executionError.ts';
import { printValue } from './format.ts';
import { type Caller, type Functions, goNames, type TemplateFunction, type Unknowable } from './functions/signature.ts';
import { NamedTemplates, readTemplate, type TemplateSource } from './parsedTemplate.ts';
import {
  bool,
  emptyString,
  float,
  goTypeOf,
  int,
  isTrue,
  type MapValue,
  map,
  missing,
  originsOf,
  type Parameter,
  sortedEntries,
  string,
  untypedNil,
  type Value,
} from './value.ts';

export interface Limits {
  /** Nodes that are evaluated and turns of loops, over all templates of one rendering. */
  readonly steps: number;
  /** Characters that all templates put out, what they include counted again. */
  readonly outputLength: number;
}

/** What all templates of one rendering share. */
export interface Session {
  readonly functions: Functions;
  readonly limits: Limits;
  readonly nowMs: number;
  readonly unknowable: Set<Unknowable>;
  steps: number;
  outputLength: number;
  /** How many times each name is being included right now. */
  readonly including: Map<string, number>;
}

/** Like Helm: a template may include itself this often, one inside the other. */
const deepestInclude = 1000;

/** `break` and `continue`, on their way to the loop. */
class Jump {
  readonly type: 'break' | 'continue';
  constructor(type: 'break' | 'continue') {
    this.type = type;
  }
}

interface NamedValue {
  readonly name: string;
  value: Value;
}

/** Renders a named template; throws {@link ExecutionError}. */
export function execute(session: Session, templates: NamedTemplates, name: string, dot: Value): TracedText {
  const template = templates.get(name);
  if (!template)
    throw new ExecutionError(`template: no template ${JSON.stringify(name)} associated with template "gotpl"`);
  const builder = new TextBuilder();
  new Interpreter(session, templates, template.source, builder, dot).run(template.body, dot);
  return builder.build();
}

/** Upstream: `text/template/exec.go`. */
class Interpreter {
  readonly #session: Session;
  readonly #templates: NamedTemplates;
  readonly #source: TemplateSource;
  readonly #out: TextBuilder;
  readonly #variables: NamedValue[];
  /** What the loops around stand at: to Go it is of any type, like what a map holds. */
  readonly #elements: Value[] = [];

  constructor(session: Session, templates: NamedTemplates, source: TemplateSource, out: TextBuilder, dot: Value) {
    this.#session = session;
    this.#templates = templates;
    this.#source = source;
    this.#out = out;
    this.#variables = [{ name: '$', value: dot }];
  }

  run(body: List, dot: Value): void {
    this.#walkList(body, dot);
  }

  #walkList({ nodes }: List, dot: Value): void {
    for (const node of nodes) this.#walk(node, dot);
  }

  #walk(node: Node, dot: Value): void {
    this.#spend(1, node);
    switch (node.type) {
      case 'text':
        this.#put(this.#textAt(node), node);
        return;
      case 'action': {
        const value = this.#pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length > 0) return;
        spendWhole(value, (steps) => this.#spend(steps, node));
        const text = value.type === 'nil' ? tracedText('<no value>', value.origins) : printValue(value);
        this.#put(placeText(text, this.#placeOf(node), originsOf(value)), node);
        return;
      }
      case 'if':
      case 'with':
        this.#condition(node, dot);
        return;
      case 'range':
        this.#range(node, dot);
        return;
      case 'template':
        this.#call(node, dot);
        return;
      case 'break':
      case 'continue':
        throw new Jump(node.type);
      default:
    }
  }

  #put(text: TracedText, at: Span): void {
    this.#session.outputLength += text.text.length;
    if (this.#session.outputLength > this.#session.limits.outputLength)
      throw new ExecutionError('output', this.#placeOf(at), 'output');
    this.#out.add(text);
  }

  #condition(node: Branch, dot: Value): void {
    const mark = this.#variables.length;
    const value = this.#pipeline(node.pipeline, dot);
    if (isTrue(value)) this.#walkList(node.body, node.type === 'with' ? value : dot);
    else if (node.otherwise) this.#walkList(node.otherwise, dot);
    this.#variables.length = mark;
  }

  #range(node: Branch, dot: Value): void {
    const { pipeline, body, otherwise } = node;
    const outer = this.#variables.length;
    const value = this.#pipeline(pipeline, dot);
    const mark = this.#variables.length;
    const turn = (index: Value, element: Value): boolean => {
      this.#spend(1, node);
      this.#setLoopVariables(pipeline, index, element);
      this.#elements.push(element);
      try {
        this.#walkList(body, element);
      } catch (jump) {
        if (!(jump instanceof Jump)) throw jump;
        if (jump.type === 'break') return false;
      } finally {
        this.#elements.pop();
        this.#variables.length = mark;
      }
      return true;
    };
    const turns = this.#turnsOf(value, node);
    let isEmpty = true;
    for (const [index, element] of turns) {
      isEmpty = false;
      if (!turn(index, element)) break;
    }
    if (isEmpty && otherwise) this.#walkList(otherwise, dot);
    this.#variables.length = outer;
  }

  *#turnsOf(value: Value, node: Branch): Generator<readonly [Value, Value]> {
    if (value.type === 'list') {
      for (const [index, item] of value.items.entries()) yield [int(index), item];
    } else if (value.type === 'map') {
      for (const [key, entry] of sortedEntries(value)) yield [string(key, originsOf(entry)), entry];
    } else if (value.type === 'int') {
      if (node.pipeline.variables.length > 1)
        this.#fail(`can't use ${value.value} to iterate over more than one variable`, node);
      for (let index = 0; index < value.value; index++) yield [untypedNil, int(index, value.goType)];
    } else if (value.type !== 'nil') {
      this.#fail(`range can't iterate over ${printValue(value).text}`, node.pipeline);
    }
  }

  #setLoopVariables({ variables, isAssignment }: Pipeline, index: Value, element: Value): void {
    const [first, second] = variables;
    if (!first) return;
    if (isAssignment) {
      this.#assign(first.name, second ? index : element, first);
      if (second) this.#assign(second.name, element, second);
    } else {
      const { length } = this.#variables;
      this.#variables[length - 1]!.value = element;
      if (second) this.#variables[length - 2]!.value = index;
    }
  }

  #call(node: TemplateCall, dot: Value): void {
    const template = this.#templates.get(node.name);
    if (!template) this.#fail(`template ${JSON.stringify(node.name)} not defined`, node);
    const inner = node.pipeline ? this.#pipeline(node.pipeline, dot) : untypedNil;
    this.#nested(node.name, node, () =>
      new Interpreter(this.#session, this.#templates, template.source, this.#out, inner).run(template.body, inner),
    );
  }

  // Pipelines

  #pipeline(pipeline: Pipeline, dot: Value): Value {
    let value: Value | undefined;
    for (const command of pipeline.commands) {
      value = this.#command(command, dot, value);
      // A nil that an interface holds becomes one without a type.
      if (value.type === 'nil' && value.of === 'interface') value = { ...untypedNil, origins: value.origins };
    }
    const result = value ?? untypedNil;
    for (const variable of pipeline.variables) {
      if (pipeline.isAssignment) this.#assign(variable.name, result, variable);
      else this.#variables.push({ name: variable.name, value: result });
    }
    return result;
  }

  #assign(name: string, value: Value, at: Span): void {
    const variable = this.#variables.findLast((candidate) => candidate.name === name);
    if (!variable) this.#fail(`undefined variable: ${name}`, at);
    variable.value = value;
  }

  #command({ operands }: Command, dot: Value, final: Value | undefined): Value {
    const [first, ...args] = operands;
    if (!first) return untypedNil;
    this.#spend(1, first);
    switch (first.type) {
      case 'identifier':
        return this.#function(first, args, dot, final);
      case 'field':
        return this.#fields(dot, dot, first.names, first, args, final);
      case 'variable':
        return this.#variable(first, dot, args, final);
      case 'chain':
        return this.#chain(first, dot, args, final);
      default:
    }
    if (args.length > 0 || final !== undefined)
      this.#fail(`can't give argument to non-function ${this.#sourceOf(first)}`, first);
    switch (first.type) {
      case 'pipeline':
        return this.#pipeline(first, dot);
      case 'dot':
        return dot;
      case 'boolean':
        return bool(first.value);
      case 'string':
        return this.#stringLiteral(first, first.value);
      case 'number':
        return this.#number(first);
      default:
        return this.#fail('nil is not a command', first);
    }
  }

  #variable(node: Variable, dot: Value, args: readonly Operand[], final: Value | undefined): Value {
    const variable = this.#variables.findLast(({ name }) => name === node.name);
    if (!variable) return this.#fail(`undefined variable: ${node.name}`, node);
    if (node.fields.length > 0) return this.#fields(dot, variable.value, node.fields, node, args, final);
    if (args.length > 0 || final !== undefined)
      this.#fail(`can't give argument to non-function ${this.#sourceOf(node)}`, node);
    return variable.value;
  }

  #chain(node: Chain, dot: Value, args: readonly Operand[], final: Value | undefined): Value {
    const receiver =
      node.operand.type === 'pipeline'
        ? this.#pipeline(node.operand, dot)
        : this.#function(node.operand, [], dot, undefined);
    return this.#fields(dot, receiver, node.fields, node, args, final);
  }

  /** Fields one after the other; the last one may be a method, which gets the arguments. */
  #fields(
    dot: Value,
    receiver: Value,
    names: readonly string[],
    node: Field | Variable | Chain,
    args: readonly Operand[],
    final: Value | undefined,
  ): Value {
    let value = receiver;
    let isElement = false;
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const holder = value;
      value = this.#field(dot, value, name, node, isLast ? args : [], isLast ? final : undefined, isElement);
      // What a map holds is of any type to Go.
      isElement = holder.type === 'map';
    }
    return value;
  }

  #field(
    dot: Value,
    receiver: Value,
    name: string,
    node: Span,
    args: readonly Operand[],
    final: Value | undefined,
    isElement: boolean,
  ): Value {
    if (receiver.type === 'nil') {
      if (receiver.of === 'untyped') return untypedNil;
      return this.#fail(`nil pointer evaluating interface {}.${name}`, node);
    }
    if (receiver.type === 'map' || receiver.type === 'struct' || receiver.type === 'list') {
      const method = receiver.methods?.get(name);
      if (method) {
        const { parameters, variadic, call } = method;
        const asFunction = { parameters, variadic, call: (_: Caller, values: readonly Value[]) => call(...values) };
        return this.#evaluateCall(name, asFunction, node, args, dot, final);
      }
      const found =
        receiver.type === 'map'
          ? receiver.entries.get(name)
          : receiver.type === 'struct'
            ? receiver.fields.get(name)
            : undefined;
      if (found || receiver.type === 'map') {
        if (args.length > 0 || final !== undefined) {
          const problem =
            receiver.type === 'map'
              ? 'is not a method but has arguments'
              : 'has arguments but cannot be invoked as function';
          this.#fail(`${name} ${problem}`, node);
        }
        return found ?? (receiver.type === 'map' && receiver.goType === 'map[string]string' ? emptyString : missing);
      }
    }
    const isOfAnyType = isElement || this.#elements.includes(receiver);
    return this.#fail(
      `can't evaluate field ${name} in type ${isOfAnyType ? 'interface {}' : goTypeOf(receiver)}`,
      node,
    );
  }

  // Functions

  #function(node: Identifier, args: readonly Operand[], dot: Value, final: Value | undefined): Value {
    const { name } = node;
    if (name === 'and' || name === 'or') return this.#shortCircuit(name, args, dot, final, node);
    const definition = Object.hasOwn(this.#session.functions, name) ? this.#session.functions[name] : undefined;
    if (!definition) return this.#fail(`${JSON.stringify(name)} is not a defined function`, node);
    return this.#evaluateCall(name, definition, node, args, dot, final);
  }

  /** `and` and `or` end with the first argument that decides. */
  #shortCircuit(name: 'and' | 'or', args: readonly Operand[], dot: Value, final: Value | undefined, node: Span): Value {
    if (args.length === 0 && final === undefined)
      this.#fail(`wrong number of args for ${name}: want at least 1 got 0`, node);
    let value: Value = untypedNil;
    for (const arg of args) {
      value = this.#argument(arg, 'any', dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return final ?? value;
  }

  #evaluateCall(
    name: string,
    { parameters, variadic, call }: TemplateFunction,
    node: Span,
    args: readonly Operand[],
    dot: Value,
    final: Value | undefined,
  ): Value {
    const given = args.length + (final === undefined ? 0 : 1);
    if (variadic !== undefined ? given < parameters.length : given !== parameters.length) {
      const want =
        variadic === undefined
          ? `want ${parameters.length} got ${given}`
          : `want at least ${parameters.length} got ${args.length}`;
      this.#fail(`wrong number of args for ${name}: ${want}`, node);
    }
    const parameterAt = (index: number) => parameters[index] ?? variadic ?? 'any';
    const values = args.map((arg, index) => this.#argument(arg, parameterAt(index), dot));
    if (final !== undefined) values.push(this.#validate(final, parameterAt(args.length), node));
    this.#spend(costOfCall(name, values), node);
    if (isThorough(name)) for (const value of values) spendWhole(value, (steps) => this.#spend(steps, node));
    try {
      const result = call(this.#callerAt(node), values);
      this.#spend(costOf(result), node);
      return result;
    } catch (error) {
      if (error instanceof FunctionError) return this.#fail(`error calling ${name}: ${error.message}`, node);
      throw error;
    }
  }

  #argument(node: Operand, type: Parameter, dot: Value): Value {
    switch (node.type) {
      case 'nil':
        if (type === 'any' || type === 'list') return missing;
        if (type === 'map') return map();
        return this.#fail(`cannot assign nil to ${goNames[type]}`, node);
      case 'boolean':
        if (type !== 'bool' && type !== 'any') this.#failLiteral(node, type);
        return bool(node.value);
      case 'string':
        if (type !== 'string' && type !== 'any') this.#failLiteral(node, type);
        return this.#stringLiteral(node, node.value);
      case 'number':
        if (type === 'any') return this.#number(node);
        if ((type === 'int' || type === 'int64') && node.integer !== undefined) return int(Number(node.integer), type);
        if (type === 'float64' && node.float !== undefined) return float(node.float);
        return this.#failLiteral(node, type);
      case 'dot':
        return this.#validate(dot, type, node);
      case 'identifier':
        return this.#validate(this.#function(node, [], dot, undefined), type, node);
      case 'pipeline':
        return this.#validate(this.#pipeline(node, dot), type, node);
      case 'field':
        return this.#validate(this.#fields(dot, dot, node.names, node, [], undefined), type, node);
      case 'variable':
        return this.#validate(this.#variable(node, dot, [], undefined), type, node);
      default:
        return this.#validate(this.#chain(node, dot, [], undefined), type, node);
    }
  }

  /** Whether a value can be given for a parameter (`validateType`). */
  #validate(value: Value, type: Parameter, node: Span): Value {
    if (type === 'any') return value;
    if (value.type === 'nil') {
      if (value.of === 'untyped') {
        if (type === 'map') return nilMap;
        if (type === 'list') return value;
        return this.#fail(`invalid value; expected ${goNames[type]}`, node);
      }
      return this.#fail(`wrong type for value; expected ${goNames[type]}; got interface {}`, node);
    }
    return fits(value, type)
      ? value
      : this.#fail(`wrong type for value; expected ${goNames[type]}; got ${goTypeOf(value)}`, node);
  }

  #failLiteral(node: Operand, type: Parameter): never {
    const source = this.#sourceOf(node);
    if (type === 'map' || type === 'list') this.#fail(`can't handle ${source} for arg of type ${goNames[type]}`, node);
    const wanted = type === 'int' || type === 'int64' ? 'integer' : type === 'float64' ? 'float' : goNames[type];
    return this.#fail(`expected ${wanted}; found ${source}`, node);
  }

  #number(node: Operand & { type: 'number' }): Value {
    const isWhole = node.integer !== undefined && !/[.eEp]/.test(this.#sourceOf(node).replace(/^0x[\da-f_]+$/i, '0'));
    if (node.isCharacter) return int(Number(node.integer), 'int32');
    return isWhole ? int(Number(node.integer)) : float(node.float ?? Number(node.integer));
  }

  #stringLiteral(node: Span, value: string): Value {
    return { type: 'string', text: placeText(tracedText(value), this.#placeOf(node), []) };
  }

  #callerAt(node: Span): Caller {
    const session = this.#session;
    return {
      include: (name, dot) => this.#include(name, dot, node),
      tpl: (text, dot) => this.#tpl(text, dot, node),
      nowMs: session.nowMs,
      place: this.#placeOf(node),
      note: (what) => session.unknowable.add(what),
      spend: (steps) => this.#spend(steps, node),
    };
  }

  #include(name: string, dot: Value, node: Span): TracedText {
    const template = this.#templates.get(name);
    if (!template)
      throw new FunctionError(`template: no template ${JSON.stringify(name)} associated with template "gotpl"`);
    const out = new TextBuilder();
    this.#nested(name, node, () =>
      new Interpreter(this.#session, this.#templates, template.source, out, dot).run(template.body, dot),
    );
    return out.build();
  }

  #tpl(text: TracedText, dot: Value, node: Span): TracedText {
    const { name } = this.#source;
    const source = readTemplate(
      name,
      text,
      (candidate) => Object.hasOwn(this.#session.functions, candidate) || candidate === 'and' || candidate === 'or',
    );
    const [error] = source.tree.errors;
    if (error) {
      const line = text.text.slice(0, error.start).split('\n').length;
      throw new FunctionError(
        `cannot parse template ${JSON.stringify(text.text)}: template: gotpl:${line}: ${error.message}`,
      );
    }
    const templates = new NamedTemplates(this.#templates);
    templates.add(source);
    const out = new TextBuilder();
    this.#nested(name, node, () =>
      new Interpreter(this.#session, templates, source, out, dot).run(source.tree.root, dot),
    );
    return withoutNoValue(out.build());
  }

  /** Bounds how deep templates call each other. */
  #nested(name: string, node: Span, run: () => void): void {
    const { including } = this.#session;
    const depth = including.get(name) ?? 0;
    if (depth > deepestInclude)
      this.#fail(`unable to execute template: rendering template has a nested reference name: ${name}`, node);
    including.set(name, depth + 1);
    try {
      run();
    } finally {
      including.set(name, depth);
    }
  }

  // Places

  #textAt({ start, end }: Span): TracedText {
    return sliceText(this.#source.text, start, end);
  }

  #sourceOf({ start, end }: Span): string {
    return this.#source.text.text.slice(start, end);
  }

  /** Where a node stands in a file; for a text that `tpl` renders, where the text stands. */
  #placeOf({ start, end }: Span): SourcePlace | undefined {
    const found = runAt(this.#source.text, start);
    if (!found?.run.place) return undefined;
    const { place } = found.run;
    if (!place.isLiteral) return place;
    const from = place.start + start - found.start;
    return { file: place.file, start: from, end: Math.min(from + end - start, place.end), isLiteral: false };
  }

  #spend(steps: number, at: Span): void {
    this.#session.steps += steps;
    if (this.#session.steps > this.#session.limits.steps) throw new ExecutionError('steps', this.#placeOf(at), 'steps');
  }

  #fail(message: string, at: Span): never {
    throw new ExecutionError(message, this.#placeOf(at));
  }
}

/** What a nil becomes where a map is asked for. */
const nilMap: MapValue = map();

function fits(value: Value, type: Parameter): boolean {
  switch (type) {
    case 'int':
    case 'int64':
      return value.type === 'int' && value.goType === type;
    case 'float64':
      return value.type === 'float';
    case 'string':
      return value.type === 'string' && !value.isBytes;
    case 'map':
      return value.type === 'map' && value.goType !== 'map[string]string';
    default:
      return type === 'any' || value.type === type;
  }
}

/** Helm takes out what Go writes for a nil. */
export function withoutNoValue(text: TracedText): TracedText {
  const mark = '<no value>';
  if (!text.text.includes(mark)) return text;
  const cutter = new TextCutter(text);
  const builder = new TextBuilder();
  let at = 0;
  for (let found = text.text.indexOf(mark); found >= 0; found = text.text.indexOf(mark, at)) {
    builder.add(cutter.cut(at, found));
    at = found + mark.length;
  }
  builder.add(cutter.cut(at, text.text.length));
  return builder.build();
}
