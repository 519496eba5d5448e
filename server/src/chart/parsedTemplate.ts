/** Templates that can call each other by name, as `text/template` associates them. */
import { parseTemplate } from '../template/parser.ts';
import type { List, Template } from '../template/tree.ts';
import type { TracedText } from '../traced/tracedText.ts';

/** The text of a template and its tree. */
export interface TemplateSource {
  /** As Helm names it, e.g. `web/templates/deployment.yaml`. */
  readonly name: string;
  readonly text: TracedText;
  readonly tree: Template;
}

export interface NamedTemplate {
  readonly name: string;
  readonly body: List;
  readonly source: TemplateSource;
}

export function readTemplate(name: string, text: TracedText, isFunction: (name: string) => boolean): TemplateSource {
  return { name, text, tree: parseTemplate(text.text, { isFunction }) };
}

/** What `define` has named so far. A text that `tpl` renders sees what is around it, and its own names stay its own. */
export class NamedTemplates {
  readonly #own = new Map<string, NamedTemplate>();
  readonly #outer: NamedTemplates | undefined;

  constructor(outer?: NamedTemplates) {
    this.#outer = outer;
  }

  get(name: string): NamedTemplate | undefined {
    return this.#own.get(name) ?? this.#outer?.get(name);
  }

  /** The last definition counts, but one that holds nothing replaces none (`Template.associate`). */
  add(source: TemplateSource): void {
    for (const { name, body } of source.tree.definitions) this.#set({ name, body, source });
    this.#set({ name: source.name, body: source.tree.root, source });
  }

  #set(template: NamedTemplate): void {
    const before = this.get(template.name);
    if (before !== undefined && isBlank(template) && !isBlank(before)) return;
    this.#own.set(template.name, template);
  }
}

function isBlank({ body, source }: NamedTemplate): boolean {
  return body.nodes.every(
    (node) =>
      node.type === 'comment' ||
      node.type === 'define' ||
      (node.type === 'text' && source.text.text.slice(node.start, node.end).trim() === ''),
  );
}
