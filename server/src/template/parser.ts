/**
 * Reads a template of Go's `text/template`, hence of Helm: what Go takes is taken, and what Go refuses has an error in
 * Go's own words (`text/template/parse/parse.go`). Unlike Go it goes on behind an error, so that the rest of the tree
 * stands. It keeps open blocks in a list of its own: no nesting is too deep for it.
 */
import { type Span, span } from '../base/span.ts';
import { ExpressionReader, Failure, Variables } from './expression.ts';
import { Lexer, quoteAsGo, type Token } from './lexer.ts';
import type { Branch, Definition, Node, Pipeline, Template, TemplateError } from './tree.ts';

export interface TemplateOptions {
  /** Whether a function of this name exists. Without it each name is taken for one. */
  readonly isFunction?: (name: string) => boolean;
  /** Whether the text may begin within a block and end within another one, as a part of a template does. */
  readonly isFragment?: boolean;
}

export function parseTemplate(text: string, options: TemplateOptions = {}): Template {
  return new TemplateParser(text, options).parse();
}

/** A block whose `end` has not come yet. */
interface OpenBlock {
  readonly type: Branch['type'] | 'define' | 'block';
  readonly opening: Span;
  /** Where its first list begins. */
  readonly bodyStart: number;
  readonly body: Node[];
  otherwise: Node[] | undefined;
  middle: Span | undefined;
  /** Begun by `else if` or `else with`: it ends with the block around it. */
  readonly isContinuation: boolean;
  readonly pipeline: Pipeline;
  readonly name: string;
  readonly nameSpan: Span;
  /** How many variables were known before it. */
  readonly variablesMark: number;
  /** What is known outside of a definition; inside nothing of it is. */
  readonly outside: { readonly variables: Variables; readonly rangeDepth: number };
}

const nothing = span(0, 0);

/** Upstream: `text/template/parse/parse.go`. */
class TemplateParser {
  readonly #text: string;
  readonly #reader: ExpressionReader;
  #root: Node[] = [];
  readonly #isFragment: boolean;
  readonly #open: OpenBlock[] = [];
  readonly #definitions: Definition[] = [];
  readonly #filled = new Map<string, boolean>();
  readonly #errors: TemplateError[] = [];
  #rangeDepth = 0;

  constructor(text: string, { isFunction, isFragment = false }: TemplateOptions) {
    this.#text = text;
    this.#isFragment = isFragment;
    this.#reader = new ExpressionReader(new Lexer(text), isFunction, isFragment);
  }

  parse(): Template {
    for (let token = this.#reader.next(); token.type !== 'eof'; token = this.#reader.next()) {
      const { type, start, end } = token;
      if (type === 'text' || type === 'comment') this.#add({ type, start, end });
      else if (type === 'leftDelim') this.#action(token);
      else {
        this.#report(this.#reader.unexpected(token, 'input'));
        this.#broken(start, this.#reader.abandon(start));
      }
    }
    const { length } = this.#text;
    if (this.#open.length > 0 && !this.#isFragment)
      this.#report({ message: 'unexpected EOF', ...this.#open.at(-1)!.opening });
    while (this.#open.length > 0) this.#closeAll(span(length, length), undefined);
    return {
      root: { start: 0, end: length, nodes: this.#root },
      definitions: this.#definitions,
      errors: this.#errors,
    };
  }

  #report({ message, start, end }: TemplateError): void {
    this.#errors.push({ message, start, end });
  }

  #add(node: Node): void {
    const block = this.#open.at(-1);
    if (!block) this.#root.push(node);
    else (block.otherwise ?? block.body).push(node);
  }

  /** What cannot be read or does not belong here keeps its place. */
  #broken(start: number, end: number): void {
    this.#add({ type: 'action', start, end, pipeline: emptyPipeline(start, end) });
  }

  #action({ start }: Token): void {
    const keyword = this.#reader.nextNonSpace();
    switch (keyword.type) {
      case 'if':
      case 'range':
      case 'with':
        this.#branch(keyword.type, start, false);
        break;
      case 'else':
        this.#else(start);
        break;
      case 'end':
        this.#end(start);
        break;
      case 'define':
        this.#define(start, keyword);
        break;
      case 'block':
        this.#block(start);
        break;
      case 'template':
        this.#call(start);
        break;
      case 'break':
      case 'continue':
        this.#jump(keyword.type, start);
        break;
      default: {
        this.#reader.backup(keyword);
        const { end, value } = this.#rest(start, () => this.#reader.pipeline('command', 'rightDelim'));
        this.#add({ type: 'action', start, end, pipeline: value ?? emptyPipeline(start, end) });
      }
    }
  }

  /** What follows the keyword of an action, up to its end; without value where it cannot be read. */
  #rest<T>(start: number, read: () => T): { readonly end: number; readonly value: T | undefined } {
    let value: T | undefined;
    try {
      value = read();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#report(error);
    }
    return { end: this.#reader.abandon(start), value };
  }

  #branch(type: Branch['type'], start: number, isContinuation: boolean): void {
    const variablesMark = this.#reader.variables.mark;
    const { end, value } = this.#rest(start, () => this.#reader.pipeline(type, 'rightDelim'));
    if (type === 'range') this.#rangeDepth++;
    const pipeline = value ?? emptyPipeline(start, end);
    this.#push({ type, opening: span(start, end), isContinuation, pipeline, variablesMark });
  }

  #push(block: Pick<OpenBlock, 'type' | 'opening'> & Partial<OpenBlock>): void {
    this.#open.push({
      bodyStart: block.opening.end,
      body: [],
      otherwise: undefined,
      middle: undefined,
      isContinuation: false,
      pipeline: emptyPipeline(block.opening.start, block.opening.end),
      name: '',
      nameSpan: nothing,
      variablesMark: this.#reader.variables.mark,
      outside: { variables: this.#reader.variables, rangeDepth: this.#rangeDepth },
      ...block,
    });
  }

  /** A block that has begun before the text: all so far was its first list. */
  #openBefore(): void {
    if (!this.#isFragment || this.#open.length > 0) return;
    const body = this.#root;
    this.#root = [];
    this.#push({ type: 'if', opening: nothing, body });
  }

  #else(start: number): void {
    this.#openBefore();
    const block = this.#open.at(-1);
    const next = this.#reader.peekNonSpace();
    const isChained = next.type === 'if' || next.type === 'with';
    const takesElse = block !== undefined && block.type !== 'define' && block.type !== 'block';
    if (isChained && takesElse && !block.otherwise && block.type === next.type) {
      this.#reader.nextNonSpace();
      block.otherwise = [];
      this.#branch(next.type, start, true);
      block.middle = this.#open.at(-1)!.opening;
      return;
    }
    const { end, value: isRead } = this.#rest(start, () => {
      if (!isChained) this.#reader.expect('rightDelim', 'else');
      return true;
    });
    const problem = !block
      ? 'unexpected {{else}}'
      : !takesElse
        ? `unexpected {{else}} in ${block.type} clause`
        : block.otherwise
          ? 'expected end; found {{else}}'
          : isChained
            ? `unexpected <${next.type}> in input`
            : undefined;
    if (isRead && problem !== undefined) this.#report({ message: problem, start, end });
    if (!takesElse || block.otherwise) {
      this.#broken(start, end);
      return;
    }
    if (block.type === 'range') this.#rangeDepth--;
    block.otherwise = [];
    block.middle = span(start, end);
  }

  #end(start: number): void {
    this.#openBefore();
    const { end, value: isRead } = this.#rest(start, () => this.#reader.expect('rightDelim', 'end'));
    if (this.#open.length > 0) this.#closeAll(span(start, end), span(start, end));
    else {
      if (isRead) this.#report({ message: 'unexpected {{end}}', start, end });
      this.#broken(start, end);
    }
  }

  /** Closes the innermost block, and those that it continues. */
  #closeAll(at: Span, closing: Span | undefined): void {
    let isContinuation = true;
    while (isContinuation && this.#open.length > 0) {
      ({ isContinuation } = this.#open.at(-1)!);
      this.#close(at, closing);
    }
  }

  #close(at: Span, closing: Span | undefined): void {
    const block = this.#open.pop()!;
    const { type, opening, pipeline, bodyStart, body, otherwise, middle, name, nameSpan } = block;
    const place = span(opening.start, closing?.end ?? at.end);
    if (type === 'define' || type === 'block') {
      this.#reader.variables = block.outside.variables;
      this.#rangeDepth = block.outside.rangeDepth;
      const list = { ...span(bodyStart, at.start), nodes: body };
      const definition: Definition = { type: 'define', ...place, name, nameSpan, body: list, opening, closing };
      this.#enter(definition);
      if (type === 'define') this.#add(definition);
      else this.#add({ type: 'template', ...place, name, nameSpan, pipeline, block: definition });
      return;
    }
    this.#reader.variables.forget(block.variablesMark);
    if (type === 'range' && !otherwise) this.#rangeDepth--;
    this.#add({
      type,
      ...place,
      pipeline,
      body: { ...span(bodyStart, middle?.start ?? at.start), nodes: body },
      otherwise: otherwise && {
        ...span(otherwise[0]?.start === middle!.start ? middle!.start : middle!.end, at.start),
        nodes: otherwise,
      },
      opening,
      middle,
      closing,
    });
  }

  /** In one template a name may be defined once, unless all but one of its definitions are empty. */
  #enter(definition: Definition): void {
    this.#definitions.push(definition);
    const isFilled = !definition.body.nodes.every((node) => this.#isEmpty(node));
    if (isFilled && this.#filled.get(definition.name))
      this.#report({
        message: `template: multiple definition of template ${quoteAsGo(definition.name)}`,
        ...definition.nameSpan,
      });
    if (isFilled) this.#filled.set(definition.name, true);
  }

  #isEmpty(node: Node): boolean {
    if (node.type === 'text') return /^(?:[^\S\uFEFF]|\u0085)*$/.test(this.#text.slice(node.start, node.end));
    return node.type === 'comment' || node.type === 'define';
  }

  #define(start: number, keyword: Token): void {
    const context = 'define clause';
    const { end, value } = this.#rest(start, () => {
      if (this.#open.length > 0) throw this.#reader.unexpected(keyword, 'command');
      const read = this.#reader.templateName(context);
      this.#reader.expect('rightDelim', context);
      return read;
    });
    this.#push({ type: 'define', opening: span(start, end), name: value?.name ?? '', nameSpan: placeOf(value) });
    this.#enterDefinition();
  }

  #block(start: number): void {
    const context = 'block clause';
    const { end, value } = this.#rest(start, () => {
      const read = this.#reader.templateName(context);
      return { ...read, pipeline: this.#reader.pipeline(context, 'rightDelim') };
    });
    this.#push({
      type: 'block',
      opening: span(start, end),
      name: value?.name ?? '',
      nameSpan: placeOf(value),
      pipeline: value?.pipeline ?? emptyPipeline(start, end),
    });
    this.#enterDefinition();
  }

  /** A definition knows nothing of the variables around it. */
  #enterDefinition(): void {
    this.#reader.variables = new Variables();
    this.#rangeDepth = 0;
  }

  #call(start: number): void {
    const context = 'template clause';
    const { end, value } = this.#rest(start, () => {
      const read = this.#reader.templateName(context);
      const token = this.#reader.nextNonSpace();
      if (token.type === 'rightDelim') return { ...read, pipeline: undefined };
      this.#reader.backup(token);
      return { ...read, pipeline: this.#reader.pipeline(context, 'rightDelim') };
    });
    const { name = '', pipeline } = value ?? {};
    this.#add({ type: 'template', start, end, name, nameSpan: placeOf(value), pipeline, block: undefined });
  }

  #jump(type: 'break' | 'continue', start: number): void {
    const { end, value } = this.#rest(start, () => {
      const token = this.#reader.nextNonSpace();
      if (token.type !== 'rightDelim') throw this.#reader.unexpected(token, `{{${type}}}`);
      if (this.#rangeDepth === 0) throw new Failure(`{{${type}}} outside {{range}}`, span(start, token.end));
      return true;
    });
    if (value) this.#add({ type, start, end });
    else this.#broken(start, end);
  }
}

function emptyPipeline(start: number, end: number): Pipeline {
  return { type: 'pipeline', start, end, variables: [], isAssignment: false, commands: [] };
}

function placeOf(read: { readonly token: Token } | undefined): Span {
  return read ? span(read.token.start, read.token.end) : nothing;
}
