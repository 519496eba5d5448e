/** Conditions of branches, as far as they can be compared: the same condition has the same answer everywhere. */
import type { Command, Operand, Pipeline } from './tree.ts';

export type Condition =
  | { readonly type: 'truth'; readonly of: string }
  | { readonly type: 'equals'; readonly subject: string; readonly constant: string }
  | { readonly type: 'not'; readonly of: Condition }
  | { readonly type: 'all' | 'any'; readonly of: readonly Condition[] };

/** @param scope names what `.` is: fields of different things are different. */
export function conditionOf(pipeline: Pipeline, scope: string): Condition {
  const [first, ...rest] = pipeline.commands;
  if (!first) return { type: 'truth', of: '' };
  // `a | f b` is `f b a`.
  let whole: readonly Operand[] = first.operands;
  for (const { operands } of rest) whole = [...operands, asOperand(whole, pipeline)];
  return ofCall(whole, scope);
}

function asOperand(operands: Command['operands'], { start, end }: Pipeline): Operand {
  if (operands.length === 1 && operands[0]!.type !== 'identifier') return operands[0]!;
  const commands = [{ start, end, operands }];
  return { type: 'pipeline', start, end, variables: [], isAssignment: false, commands };
}

function ofCall(operands: readonly Operand[], scope: string): Condition {
  const [head, ...args] = operands;
  if (args.length === 0 && head?.type === 'pipeline') return conditionOf(head, scope);
  if (head?.type === 'identifier') {
    const [one, other] = args;
    switch (head.name) {
      case 'not':
      case 'empty':
        if (one && !other) return { type: 'not', of: ofCall([one], scope) };
        break;
      case 'and':
      case 'or':
        if (one) return { type: head.name === 'and' ? 'all' : 'any', of: args.map((arg) => ofCall([arg], scope)) };
        break;
      case 'eq':
        if (one && other && args.length === 2) return equality(one, other, scope);
        break;
      case 'ne':
        if (one && other && args.length === 2) return { type: 'not', of: equality(one, other, scope) };
        break;
    }
  }
  return { type: 'truth', of: textOf(operands, scope) };
}

function equality(one: Operand, other: Operand, scope: string): Condition {
  const [subject, constant] = isConstant(one) ? [other, one] : [one, other];
  if (isConstant(subject) || !isConstant(constant)) return { type: 'truth', of: `eq ${textOf([one, other], scope)}` };
  return { type: 'equals', subject: textOf([subject], scope), constant: textOf([constant], scope) };
}

function isConstant({ type }: Operand): boolean {
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'nil';
}

function textOf(operands: readonly Operand[], scope: string): string {
  return operands.map((operand) => textOfOne(operand, scope)).join(' ');
}

function textOfOne(operand: Operand, scope: string): string {
  switch (operand.type) {
    case 'field':
      return [scope, ...operand.names].join('.');
    case 'dot':
      return scope;
    case 'variable':
      // The whole, as `.` is it at the top.
      return [operand.name === '$' ? '' : operand.name, ...operand.fields].join('.');
    case 'chain':
      return [textOfOne(operand.operand, scope), ...operand.fields].join('.');
    case 'pipeline':
      return `(${operand.commands.map(({ operands }) => textOf(operands, scope)).join(' | ')})`;
    case 'identifier':
      return operand.name;
    case 'string':
      return JSON.stringify(operand.value);
    case 'number':
      return String(operand.integer ?? operand.float);
    case 'boolean':
      return String(operand.value);
    case 'nil':
      return 'nil';
  }
}

/** What has been supposed so far, free of contradictions. */
export class Suppositions {
  readonly #truths = new Map<string, boolean>();
  /** The only constant that a subject equals. */
  readonly #equals = new Map<string, string>();
  readonly #undo: (() => void)[] = [];

  /** Supposes all of it, or nothing where it contradicts what has been supposed. */
  suppose(all: readonly (readonly [Condition, boolean])[]): boolean {
    const mark = this.#undo.length;
    if (all.every(([condition, value]) => this.#suppose(condition, value))) return true;
    while (this.#undo.length > mark) this.#undo.pop()!();
    return false;
  }

  #suppose(condition: Condition, value: boolean): boolean {
    const known = this.#answer(condition);
    if (known !== undefined) return known === value;
    switch (condition.type) {
      case 'truth':
        this.#set(this.#truths, condition.of, value);
        return true;
      case 'equals': {
        this.#set(this.#truths, keyOf(condition), value);
        if (value) this.#set(this.#equals, condition.subject, condition.constant);
        return true;
      }
      case 'not':
        return this.#suppose(condition.of, !value);
      default: {
        if (value === (condition.type === 'all')) return condition.of.every((part) => this.#suppose(part, value));
        // One of them is enough: the last that is still open, as the first ones are shared more often.
        const open = condition.of.findLast((part) => this.#answer(part) === undefined);
        return open !== undefined && this.#suppose(open, value);
      }
    }
  }

  #set<T>(map: Map<string, T>, key: string, value: T): void {
    const before = map.get(key);
    map.set(key, value);
    this.#undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
  }

  /** Undefined where nothing supposed decides it. */
  #answer(condition: Condition): boolean | undefined {
    switch (condition.type) {
      case 'truth':
        return this.#truths.get(condition.of);
      case 'equals': {
        const only = this.#equals.get(condition.subject);
        return only === undefined ? this.#truths.get(keyOf(condition)) : only === condition.constant;
      }
      case 'not': {
        const inner = this.#answer(condition.of);
        return inner === undefined ? undefined : !inner;
      }
      default: {
        const decisive = condition.type === 'any';
        const answers = condition.of.map((part) => this.#answer(part));
        if (answers.includes(decisive)) return decisive;
        return answers.includes(undefined) ? undefined : !decisive;
      }
    }
  }
}

function keyOf({ subject, constant }: { readonly subject: string; readonly constant: string }): string {
  return `${subject} = ${constant}`;
}
