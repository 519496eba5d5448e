/** Which texts of a template exclude each other: of each choice only one alternative is put out. */
import type { Span } from '../base/span.ts';
import { span } from '../base/span.ts';
import { type Condition, conditionOf } from './condition.ts';
import { parseTemplate } from './parser.ts';
import type { Branch, Definition, List, Node } from './tree.ts';

/** Something in delimiters. */
export interface Piece extends Span {
  /** Whether it puts nothing out: control flow, comments, assignments. */
  readonly isSilent: boolean;
}

export interface Choice extends Span {
  readonly alternatives: readonly Alternative[];
}

/** The text between two actions. */
export interface Alternative extends Span {
  /** Undefined where it is taken if none of those before it is, and where nothing is known about it. */
  readonly condition: Condition | undefined;
  readonly choices: readonly Choice[];
}

export interface TemplateStructure {
  /** In the order of the text. */
  readonly pieces: readonly Piece[];
  readonly choices: readonly Choice[];
  /** Bodies of `define`: they are put out elsewhere. */
  readonly definitions: readonly Alternative[];
  /** Whether there is anything of Go's control flow. */
  readonly hasControlFlow: boolean;
}

/** Deeper ones are read as if all of them were put out. */
const deepestNesting = 200;

/** Of a text that may be a part of a template. */
export function readStructure(text: string): TemplateStructure {
  const reader = new StructureReader();
  const choices = reader.list(parseTemplate(text, { isFragment: true }).root, '', 0);
  reader.pieces.sort((a, b) => a.start - b.start);
  const { pieces, definitions, hasControlFlow } = reader;
  return { pieces, choices, definitions, hasControlFlow };
}

class StructureReader {
  readonly pieces: Piece[] = [];
  readonly definitions: Alternative[] = [];
  hasControlFlow = false;
  #scopes = 0;

  list({ nodes }: List, scope: string, depth: number): Choice[] {
    if (depth > deepestNesting) {
      this.#flat(nodes);
      return [];
    }
    const choices: Choice[] = [];
    for (const node of nodes) {
      if (node.type === 'if' || node.type === 'range' || node.type === 'with')
        choices.push(this.#choice(node, scope, depth));
      else if (node.type === 'define') this.#definition(node, depth);
      else if (node.type === 'template' && node.block) {
        this.#delimiters(node.block);
        choices.push(...this.list(node.block.body, scope, depth + 1));
      } else this.#piece(node);
    }
    return choices;
  }

  #piece(node: Node): void {
    if (node.type === 'text') return;
    const isSilent = node.type === 'action' ? node.pipeline.variables.length > 0 : node.type !== 'template';
    if (isSilent && node.type !== 'comment') this.hasControlFlow = true;
    this.pieces.push({ start: node.start, end: node.end, isSilent });
  }

  #silent(place: Span | undefined): void {
    if (!place || place.start === place.end) return;
    this.hasControlFlow = true;
    this.pieces.push({ start: place.start, end: place.end, isSilent: true });
  }

  #delimiters({ opening, closing }: Definition): void {
    this.#silent(opening);
    this.#silent(closing);
  }

  #definition(node: Definition, depth: number): void {
    this.#delimiters(node);
    const { start, end } = node.body;
    this.definitions.push({
      start,
      end,
      condition: undefined,
      choices: this.list(node.body, this.#scope(), depth + 1),
    });
  }

  #scope(): string {
    this.#scopes++;
    return `#${this.#scopes}`;
  }

  #choice(node: Branch, scope: string, depth: number): Choice {
    const alternatives: Alternative[] = [];
    let branch: Branch | undefined = node;
    let last: List | undefined;
    while (branch) {
      const { type, body, opening, pipeline, otherwise, middle }: Branch = branch;
      this.#silent(opening);
      const choices = this.list(body, type === 'if' ? scope : this.#scope(), depth + 1);
      const condition = opening.start === opening.end ? undefined : conditionOf(pipeline, scope);
      alternatives.push({ start: body.start, end: body.end, condition, choices });
      last = otherwise;
      branch = chained(branch);
      if (!branch) this.#silent(middle);
    }
    this.#silent(node.closing);
    const { start, end } = last ?? span(node.closing?.start ?? node.end, node.closing?.start ?? node.end);
    alternatives.push({ start, end, condition: undefined, choices: last ? this.list(last, scope, depth + 1) : [] });
    return { start: node.start, end: node.end, alternatives };
  }

  /** Only what is in delimiters, however deep; nothing excludes anything. */
  #flat(nodes: readonly Node[]): void {
    const waiting = [...nodes].reverse();
    while (waiting.length > 0) {
      const node = waiting.pop()!;
      if (node.type === 'if' || node.type === 'range' || node.type === 'with') {
        for (const place of [node.opening, node.middle, node.closing]) this.#silent(place);
        waiting.push(...node.body.nodes, ...(node.otherwise?.nodes ?? []));
      } else if (node.type === 'define' || (node.type === 'template' && node.block)) {
        const definition = node.type === 'define' ? node : node.block!;
        this.#delimiters(definition);
        waiting.push(...definition.body.nodes);
      } else this.#piece(node);
    }
  }
}

/** What `else if` or `else with` begins. */
function chained({ otherwise, middle }: Branch): Branch | undefined {
  const [next] = otherwise?.nodes ?? [];
  const isBranch = next?.type === 'if' || next?.type === 'range' || next?.type === 'with';
  return isBranch && next.start === middle?.start ? next : undefined;
}
