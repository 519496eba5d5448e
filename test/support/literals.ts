/** Words in the sources: which texts stand where, so that tests can tell messages from sentences in code. */
import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

export interface Sentence {
  readonly file: string;
  readonly text: string;
}

interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Three words in a row: less may be a name, a unit or a key. */
const sentence = /[A-Za-z’']+,? [A-Za-z’']+,? [A-Za-z’']+/;

/** What a shell is given: no language has other words for it. */
const commandLine = /^\s*\$ /;

export interface Options {
  /**
   * Whether the file may hold words of Kubernetes and of others, which are the same in every language. They stand in a
   * declaration whose comment names where they come from: `Upstream: …`.
   */
  readonly mayQuote?: boolean;
}

/** Strings, templates and regular expressions with three words or more that stand in code. */
export function sentencesIn(file: string, options?: Options): Sentence[] {
  return sentencesInText(file, readFileSync(file, 'utf8'), options);
}

/** The same of a text; `file` says by its name how it is read. */
export function sentencesInText(file: string, source: string, { mayQuote = false }: Options = {}): Sentence[] {
  const found: Sentence[] = [];
  const { program, isQuote } = read(file, source);
  walk(program, (node) => {
    if (isMessage(node) || isForDevelopers(node) || (mayQuote && isQuote(node))) return false;
    const text = textOf(node);
    if (text !== undefined && sentence.test(text) && !commandLine.test(text)) found.push({ file, text });
    return true;
  });
  return found;
}

/** Sentences that code compares a text with, or looks for in one. */
export function matchedSentencesIn(file: string): Sentence[] {
  const found: Sentence[] = [];
  const { program, isQuote } = read(file, readFileSync(file, 'utf8'));
  walk(program, (node) => {
    if (isQuote(node)) return false;
    const compared =
      node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node.operator))
        ? [node.left, node.right]
        : node.type === 'CallExpression' && looksFor(node.callee as SyntaxNode)
          ? (node.arguments as SyntaxNode[])
          : node.type === 'Literal' && node.regex
            ? [node]
            : [];
    for (const one of compared as SyntaxNode[]) {
      const text = textOf(one);
      if (text !== undefined && sentence.test(text)) found.push({ file, text });
    }
    return true;
  });
  return found;
}

/** What is message text by its place: calls of defineMessages, a rule's texts and summary, docs of fields. */
function isMessage(node: SyntaxNode): boolean {
  const name = (part: unknown) => (part as SyntaxNode | undefined)?.name;
  if (node.type === 'CallExpression') return name(node.callee) === 'defineMessages';
  if (node.type === 'Property') return /^(messages|summary)$/.test(String(name(node.key)));
  // What no reader sees as text.
  if (node.type === 'JSXAttribute') return /^(class|aria-keyshortcuts)$/.test(String(name(node.name)));
  return node.type === 'VariableDeclarator' && /(?:essages|[fF]ieldDocs|^links)$/.test(String(name(node.id)));
}

/** What only maintainers read: errors that say where our own code is wrong, and lines of the log. */
function isForDevelopers({ type, callee }: SyntaxNode): boolean {
  if (type === 'NewExpression') return String((callee as SyntaxNode).name).endsWith('Error');
  if (type !== 'CallExpression' || (callee as SyntaxNode).type !== 'MemberExpression') return false;
  const { object, property } = callee as { readonly object?: SyntaxNode; readonly property?: SyntaxNode };
  const isLog = object?.name === 'log' || (object?.property as SyntaxNode | undefined)?.name === 'console';
  return isLog || property?.name === 'onProblem';
}

function looksFor({ type, property }: SyntaxNode): boolean {
  const name = (property as SyntaxNode | undefined)?.name;
  return type === 'MemberExpression' && /^(startsWith|endsWith|includes|indexOf|lastIndexOf|split)$/.test(String(name));
}

function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'JSXText') return String(node.value);
  if (node.type === 'Literal') {
    const regex = node.regex as { readonly pattern: string } | undefined;
    return regex ? regex.pattern : typeof node.value === 'string' ? node.value : undefined;
  }
  if (node.type !== 'TemplateLiteral') return undefined;
  const quasis = node.quasis as { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('…');
}

/** The tree of a source; a declaration is a quote where the comment right above names where its words come from. */
function read(file: string, source: string) {
  const { program, comments } = parseSync(file, source);
  const quotesFrom = new Set(comments.filter(({ value }) => value.includes('Upstream:')).map(({ end }) => end));
  const isQuote = ({ type, start, callee }: SyntaxNode) =>
    (type !== 'Program' && quotesFrom.has(source.slice(0, Number(start)).trimEnd().length)) ||
    // Takes the words in which Kustomize refuses something.
    (type === 'CallExpression' && /^refused/.test(String((callee as SyntaxNode).name)));
  return { program: program as unknown as SyntaxNode, isQuote };
}

function walk(node: unknown, visit: (node: SyntaxNode) => boolean): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (isNode(node) && visit(node)) for (const part of Object.values(node)) walk(part, visit);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}
