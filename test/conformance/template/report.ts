/** Templates as the product reads them and as Go does, in the words of the recorder. */
import { isDeepStrictEqual } from 'node:util';
import { quoteAsGo } from '../../../server/src/template/lexer.ts';
import { parseTemplate } from '../../../server/src/template/parser.ts';
import type { Branch, List, Node, NumberValue, Operand, Pipeline } from '../../../server/src/template/tree.ts';

export interface RecordedTemplate {
  readonly template: string;
  readonly error?: string;
  readonly trees?: Readonly<Record<string, RecordedTree>>;
}

interface RecordedTree {
  readonly text: string;
  readonly leaves: readonly string[];
}

/** What the product makes of a template. */
export function readTemplate(template: string): Omit<RecordedTemplate, 'template'> {
  const { root, definitions, errors } = parseTemplate(template);
  if (errors.length > 0) return { error: errors[0]!.message };
  const trees = new Map<string, RecordedTree>();
  const dumper = new Dumper(template);
  for (const { name, body } of [...definitions, { name: '*', body: root }]) {
    const before = trees.get(name);
    if (!before || isEmpty(before)) trees.set(name, { text: dumper.print(body), leaves: dumper.leaves(body) });
  }
  return { trees: Object.fromEntries(trees) };
}

/** Of definitions with the same name Go keeps the one that isn't empty. */
function isEmpty({ text }: RecordedTree): boolean {
  return text.replaceAll(/\{\{\/\*[\s\S]*?\*\/\}\}/g, '').trim() === '';
}

class Dumper {
  readonly #text: string;
  /** Where each code unit begins in UTF-8. */
  readonly #bytes: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const bytes: number[] = [];
    let at = 0;
    for (const char of text) {
      for (let unit = 0; unit < char.length; unit++) bytes.push(at);
      at += Buffer.byteLength(char);
    }
    this.#bytes = [...bytes, at];
  }

  #source({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.#text.slice(start, end);
  }

  /** As Go prints a tree. */
  print({ nodes }: List): string {
    return nodes.map((node) => this.#node(node)).join('');
  }

  #node(node: Node): string {
    switch (node.type) {
      case 'text':
        return this.#source(node);
      case 'comment':
        return this.#source(node)
          .replace(/^\{\{(?:-\s)?/, '{{')
          .replace(/\s?-?\}\}$/, '}}');
      case 'action':
        return `{{${this.#pipeline(node.pipeline)}}}`;
      case 'template': {
        const pipeline = node.pipeline ? ` ${this.#pipeline(node.pipeline)}` : '';
        return `{{template ${quoteAsGo(node.name)}${pipeline}}}`;
      }
      case 'define':
        return '';
      case 'break':
      case 'continue':
        return `{{${node.type}}}`;
      default: {
        const otherwise = node.otherwise ? `{{else}}${this.print(node.otherwise)}` : '';
        return `{{${node.type} ${this.#pipeline(node.pipeline)}}}${this.print(node.body)}${otherwise}{{end}}`;
      }
    }
  }

  #pipeline({ variables, isAssignment, commands }: Pipeline): string {
    const declared = variables.map(({ name }) => name).join(', ');
    const begin = declared === '' ? '' : `${declared} ${isAssignment ? '=' : ':='} `;
    return begin + commands.map(({ operands }) => operands.map((one) => this.#operand(one)).join(' ')).join(' | ');
  }

  #operand(operand: Operand): string {
    switch (operand.type) {
      case 'pipeline':
        return `(${this.#pipeline(operand)})`;
      case 'chain':
        return [this.#operand(operand.operand), ...operand.fields].join('.');
      case 'field':
        return operand.names.map((name) => `.${name}`).join('');
      case 'variable':
        return [operand.name, ...operand.fields].join('.');
      default:
        return this.#source(operand);
    }
  }

  leaves({ nodes }: List): string[] {
    return nodes.flatMap((node) => this.#leavesOf(node));
  }

  #leaf(kind: string, { start }: { readonly start: number }, value: string | number | boolean): string {
    return `${kind}@${this.#bytes[start]}=${value}`;
  }

  #leavesOf(node: Node): string[] {
    switch (node.type) {
      case 'text':
        return [this.#leaf('text', node, Buffer.byteLength(this.#source(node)))];
      case 'action':
        return ['action', ...this.#pipelineLeaves(node.pipeline)];
      case 'template':
        return ['template', ...(node.pipeline ? this.#pipelineLeaves(node.pipeline) : [])];
      case 'if':
      case 'range':
      case 'with':
        return this.#branchLeaves(node);
      default:
        return [];
    }
  }

  #branchLeaves(node: Branch): string[] {
    const otherwise = node.otherwise ? ['else', ...this.leaves(node.otherwise)] : [];
    return [node.type, ...this.#pipelineLeaves(node.pipeline), ...this.leaves(node.body), ...otherwise];
  }

  #pipelineLeaves({ commands }: Pipeline): string[] {
    return commands.flatMap(({ operands }) => ['command', ...operands.flatMap((one) => this.#operandLeaves(one))]);
  }

  #operandLeaves(operand: Operand): string[] {
    switch (operand.type) {
      case 'pipeline':
        return this.#pipelineLeaves(operand);
      case 'chain':
        return [...this.#operandLeaves(operand.operand), 'chain'];
      case 'string':
        return [this.#leaf('string', operand, operand.value)];
      case 'number':
        return [this.#leaf('number', operand, numberAsGo(operand, this.#source(operand)))];
      case 'identifier':
        return [this.#leaf('identifier', operand, operand.name)];
      case 'boolean':
        return [this.#leaf('boolean', operand, operand.value)];
      case 'dot':
        return [this.#leaf('dot', operand, '.')];
      case 'nil':
        return [this.#leaf('nil', operand, 'nil')];
      default:
        return [];
    }
  }
}

/** The types that a number can have, with its values. A plus makes a whole number signed, unless it is zero. */
function numberAsGo({ integer, float }: NumberValue, source: string): string {
  const isSigned = integer !== undefined && integer < 1n << 63n;
  const isUnsigned =
    integer !== undefined && integer >= 0n && (integer === 0n || !/^\+(?:0x[^p.]*|[^.e]*)$/i.test(source));
  return [
    isSigned ? `int:${integer}` : '',
    isUnsigned ? `uint:${integer}` : '',
    float === undefined ? '' : `float:${bits(float)}`,
  ].join(',');
}

function bits(float: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, float);
  return view.getBigUint64(0);
}

/** Templates as Go reads them, for `npm run conformance`. */
export const templates = {
  title: "templates as Go's text/template/parse reads them",
  recognizes: ([first]: readonly Record<string, unknown>[]): boolean => first !== undefined && 'template' in first,
  report: (records: readonly Record<string, unknown>[], { verbose }: { readonly verbose: boolean }): boolean => {
    const recorded = records as unknown as readonly RecordedTemplate[];
    const wrong = recorded.filter(({ template, ...expected }) => !isDeepStrictEqual(readTemplate(template), expected));
    for (const { template, ...expected } of verbose ? wrong : wrong.slice(0, 3))
      console.log(
        `  ${JSON.stringify(template)}\n  - ${JSON.stringify(expected)}\n  + ${JSON.stringify(readTemplate(template))}`,
      );
    console.log(`template ${recorded.length - wrong.length} of ${recorded.length} templates are read as Go reads them`);
    return wrong.length === 0;
  },
};
