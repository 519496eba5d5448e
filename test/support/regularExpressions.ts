/** The regular expressions of sources, so that a test can look at how they backtrack. */
import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

export interface FoundExpression {
  readonly pattern: string;
  readonly flags: string;
  readonly line: number;
  /** Why its input is never long: what a comment `Bounded: …` on the line above says. */
  readonly bound: string | undefined;
}

export interface FoundExpressions {
  readonly literals: readonly FoundExpression[];
  /** Lines on which `RegExp` makes an expression of a text. */
  readonly made: readonly number[];
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

export function expressionsIn(file: string): FoundExpressions {
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n');
  const literals: FoundExpression[] = [];
  const made: number[] = [];
  walk(parseSync(file, source).program, (node) => {
    const line = source.slice(0, node.start).split('\n').length;
    const { pattern, flags } = (node.regex ?? {}) as { readonly pattern?: string; readonly flags?: string };
    if (node.type === 'Literal' && pattern !== undefined) {
      const bound = /^\s*\/\/ Bounded: (.+)$/.exec(lines[line - 2] ?? '')?.[1];
      literals.push({ pattern, flags: flags ?? '', line, bound });
    }
    const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
    if (isCall && (node.callee as { readonly name?: string }).name === 'RegExp') made.push(line);
  });
  return { literals, made };
}

/** The expressions that a module makes of texts while it is loaded. */
export async function expressionsMadeBy(load: () => Promise<unknown>): Promise<readonly RegExp[]> {
  const made: RegExp[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, args, newTarget) {
      const expression = Reflect.construct(target, args, newTarget) as RegExp;
      made.push(expression);
      return expression;
    },
  });
  try {
    await load();
  } finally {
    globalThis.RegExp = original;
  }
  return made;
}

function walk(node: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (isNode(node)) {
    visit(node);
    for (const part of Object.values(node)) walk(part, visit);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}
