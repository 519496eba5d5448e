/** Pipelines and what they are made of: the part of `text/template/parse/parse.go` that reads one action. */
import type { Span } from '../base/span.ts';
import { isKeyword, type Lexer, quoteAsGo, type Token, type TokenType } from './lexer.ts';
import { type Literal, parseCharacter, parseComplex, parseNumber, unquote } from './literal.ts';
import type { Chain, Command, Field, Operand, Pipeline, TemplateError, Variable } from './tree.ts';

/** Go's own limit where stacks are small (`maxStackDepth` of WebAssembly). */
const deepestParentheses = 1_000;

/** What makes an action unreadable; thrown, and caught by the parser. No `Error`: a stack would cost more than the reading. */
export class Failure implements TemplateError {
  readonly message: string;
  readonly start: number;
  readonly end: number;

  constructor(message: string, { start, end }: Span) {
    this.message = message;
    this.start = start;
    this.end = end;
  }
}

/** The variables that are known at a place. */
export class Variables {
  readonly #declared: string[] = [];
  readonly #counts = new Map<string, number>([['$', 1]]);

  has(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  declare(name: string): void {
    this.#declared.push(name);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** How many have been declared: what {@link forget} goes back to. */
  get mark(): number {
    return this.#declared.length;
  }

  /** A block that ends takes with it what was declared in it. */
  forget(mark: number): void {
    for (const name of this.#declared.splice(mark)) this.#counts.set(name, this.#counts.get(name)! - 1);
  }
}

/**
 * Reads the tokens of one action after the other, with as much looking ahead as the grammar needs.
 * Upstream: `text/template/parse/parse.go`.
 */
export class ExpressionReader {
  readonly #lexer: Lexer;
  readonly #isFunction: ((name: string) => boolean) | undefined;
  readonly #isFragment: boolean;
  /** Tokens that were put back; the next one last. */
  readonly #ahead: Token[] = [];
  #depth = 0;
  variables = new Variables();

  /** @param isFragment whether variables may have been declared before the text. */
  constructor(lexer: Lexer, isFunction: ((name: string) => boolean) | undefined, isFragment: boolean) {
    this.#lexer = lexer;
    this.#isFunction = isFunction;
    this.#isFragment = isFragment;
  }

  next(): Token {
    return this.#ahead.pop() ?? this.#lexer.next();
  }

  nextNonSpace(): Token {
    let token = this.next();
    while (token.type === 'space') token = this.next();
    return token;
  }

  backup(token: Token): void {
    this.#ahead.push(token);
  }

  peek(): Token {
    const token = this.next();
    this.backup(token);
    return token;
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.backup(token);
    return token;
  }

  /** Gives up the action that begins at `start`; returns where it ends. */
  abandon(start: number): number {
    this.#ahead.length = 0;
    this.#depth = 0;
    return this.#lexer.abandon(start);
  }

  expect(type: TokenType, context: string): Token {
    const token = this.nextNonSpace();
    if (token.type !== type) throw this.unexpected(token, context);
    return token;
  }

  unexpected(token: Token, context: string): Failure {
    if (token.type === 'error') return new Failure(token.message!, token);
    return new Failure(`unexpected ${this.#describe(token)} in ${context}`, token);
  }

  /** The name of a template: a string. */
  templateName(context: string): { readonly name: string; readonly token: Token } {
    const token = this.nextNonSpace();
    if (token.type !== 'string' && token.type !== 'rawString') throw this.unexpected(token, context);
    return { name: this.#literal(token, unquote), token };
  }

  /** Takes the token that ends it too. */
  pipeline(context: string, end: 'rightDelim' | 'rightParen'): Pipeline {
    const start = this.peekNonSpace().start;
    const variables: Variable[] = [];
    const isAssignment = this.#declarations(context, variables);
    const commands: Command[] = [];
    for (;;) {
      const token = this.nextNonSpace();
      if (token.type === end) {
        this.#check(commands, context, token);
        return { type: 'pipeline', start, end: token.start, variables, isAssignment, commands };
      }
      if (!operandTypes.has(token.type)) throw this.unexpected(token, context);
      this.backup(token);
      commands.push(this.#command());
    }
  }

  /** `$a := `, `$a = ` and, in a range, `$i, $a := `. */
  #declarations(context: string, declared: Variable[]): boolean {
    for (;;) {
      const variable = this.nextNonSpace();
      if (variable.type !== 'variable') {
        this.backup(variable);
        return false;
      }
      const behind = this.next();
      const next = behind.type === 'space' ? this.nextNonSpace() : behind;
      const isComma = next.type === 'char' && this.#source(next) === ',';
      if (next.type !== 'assign' && next.type !== 'declare' && !isComma) {
        this.backup(next);
        if (behind.type === 'space') this.backup(behind);
        this.backup(variable);
        return false;
      }
      declared.push(this.#variable(variable));
      this.variables.declare(this.#source(variable));
      if (!isComma) return next.type === 'assign';
      if (context !== 'range' || declared.length > 1)
        throw new Failure(`too many declarations in ${context}`, variable);
      const follower = this.peekNonSpace();
      if (follower.type !== 'variable' && follower.type !== 'rightDelim' && follower.type !== 'rightParen')
        throw new Failure('range can only initialize variables', follower);
    }
  }

  #check(commands: readonly Command[], context: string, end: Token): void {
    if (commands.length === 0) throw new Failure(`missing value for ${context}`, end);
    for (const [index, { operands }] of commands.entries()) {
      const [first] = operands;
      if (index > 0 && first && constants.has(first.type))
        throw new Failure(`non executable command in pipeline stage ${index + 1}`, first);
    }
  }

  #command(): Command {
    const start = this.peekNonSpace().start;
    const operands: Operand[] = [];
    for (;;) {
      this.backup(this.nextNonSpace());
      const operand = this.#operand();
      if (operand) operands.push(operand);
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.backup(token);
      else if (token.type !== 'pipe') throw this.unexpected(token, 'operand');
      if (operands.length === 0) throw new Failure('empty command', token);
      return { start, end: operands.at(-1)!.end, operands };
    }
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (!term || this.peek().type !== 'field') return term;
    const fields: string[] = [];
    let { end } = term;
    while (this.peek().type === 'field') {
      const field = this.next();
      fields.push(this.#source(field).slice(1));
      ({ end } = field);
    }
    switch (term.type) {
      case 'field':
        return { ...term, names: [...term.names, ...fields], end };
      case 'variable':
        return { ...term, fields: [...term.fields, ...fields], end };
      case 'identifier':
      case 'pipeline':
        return { type: 'chain', start: term.start, end, operand: term, fields } satisfies Chain;
      default:
        throw new Failure(`unexpected . after term ${quoteAsGo(this.#source(term))}`, term);
    }
  }

  #term(): Exclude<Operand, Chain> | undefined {
    const token = this.nextNonSpace();
    const { start, end } = token;
    switch (token.type) {
      case 'identifier': {
        const name = this.#source(token);
        if (this.#isFunction && !this.#isFunction(name))
          throw new Failure(`function ${quoteAsGo(name)} not defined`, token);
        return { type: 'identifier', start, end, name };
      }
      case 'dot':
      case 'nil':
        return { type: token.type, start, end };
      case 'variable': {
        const name = this.#source(token);
        if (!this.#isFragment && !this.variables.has(name))
          throw new Failure(`undefined variable ${quoteAsGo(name)}`, token);
        return this.#variable(token);
      }
      case 'field':
        return { type: 'field', start, end, names: [this.#source(token).slice(1)] } satisfies Field;
      case 'bool':
        return { type: 'boolean', start, end, value: this.#source(token) === 'true' };
      case 'charConstant':
        return { type: 'number', start, end, ...this.#literal(token, parseCharacter) };
      case 'complex':
        return { type: 'number', start, end, ...this.#literal(token, parseComplex) };
      case 'number':
        return { type: 'number', start, end, ...this.#literal(token, parseNumber) };
      case 'string':
      case 'rawString':
        return { type: 'string', start, end, value: this.#literal(token, unquote) };
      case 'leftParen':
        return this.#parenthesized(token);
      default:
        this.backup(token);
        return undefined;
    }
  }

  #parenthesized(opening: Token): Pipeline {
    if (this.#depth >= deepestParentheses) throw new Failure('max expression depth exceeded', opening);
    this.#depth++;
    const pipeline = this.pipeline('parenthesized pipeline', 'rightParen');
    this.#depth--;
    return { ...pipeline, start: opening.start, end: pipeline.end + 1 };
  }

  #variable({ start, end }: Token): Variable {
    return { type: 'variable', start, end, name: this.#lexer.text.slice(start, end), fields: [] };
  }

  #literal<T>(token: Token, read: (source: string) => Literal<T>): T {
    const literal = read(this.#source(token));
    if (literal.error !== undefined) throw new Failure(literal.error, token);
    return literal.value;
  }

  #source({ start, end }: Span): string {
    return this.#lexer.text.slice(start, end);
  }

  /** A token as Go's messages show it. */
  #describe(token: Token): string {
    if (token.type === 'eof') return 'EOF';
    const source = token.type === 'leftDelim' ? '{{' : token.type === 'rightDelim' ? '}}' : this.#source(token);
    if (isKeyword(token.type)) return `<${source}>`;
    return utf8Length(source) > 10 ? `${quoteAsGo([...source].slice(0, 10).join(''))}...` : quoteAsGo(source);
  }
}

/** In bytes; counts no further than needed. */
function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const point = char.codePointAt(0)!;
    length += point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4;
    if (length > 10) break;
  }
  return length;
}

const operandTypes: ReadonlySet<TokenType> = new Set<TokenType>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

/** What cannot be called. */
const constants: ReadonlySet<Operand['type']> = new Set<Operand['type']>(['boolean', 'dot', 'nil', 'number', 'string']);
