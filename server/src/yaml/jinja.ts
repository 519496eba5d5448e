/** What Jinja and its kin have beside `{{ … }}`: statements `{% … %}` and comments `{# … #}`. */
import type { Span } from '../base/span.ts';
import type { Alternative, Choice, Piece } from '../template/choices.ts';

export interface JinjaStructure {
  readonly pieces: readonly Piece[];
  readonly choices: readonly Choice[];
}

interface OpenStatement {
  readonly isChoice: boolean;
  readonly start: number;
  readonly done: Alternative[];
  /** Of the alternative that is being read. */
  from: number;
  condition: Alternative['condition'];
  choices: Choice[];
  hasElse: boolean;
}

/** @param taken what is something else already. */
export function readJinja(text: string, taken: readonly Span[]): JinjaStructure {
  const pieces = statements(text, taken);
  const reader = new StatementReader();
  for (const piece of pieces) reader.read(text, piece);
  return { pieces, choices: reader.choices };
}

function statements(text: string, taken: readonly Span[]): Piece[] {
  const found: Piece[] = [];
  const opening = /\{[%#]/g;
  const without = new Set<string>();
  let next = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    while (next < taken.length && taken[next]!.end <= start) next++;
    const around = taken[next];
    if (around && around.start <= start) {
      opening.lastIndex = around.end;
      continue;
    }
    const mark = text[start + 1]!;
    const close = without.has(mark) ? -1 : text.indexOf(`${mark}}`, start + 2);
    if (close < 0) without.add(mark);
    else {
      found.push({ start, end: close + 2, isSilent: true });
      opening.lastIndex = close + 2;
    }
  }
  return found;
}

class StatementReader {
  readonly choices: Choice[] = [];
  readonly #open: OpenStatement[] = [];

  read(text: string, { start, end }: Piece): void {
    const source = text.slice(start, end);
    const word = /^\{%[-+]?\s*(\w+)/.exec(source)?.[1] ?? '';
    const top = this.#open.at(-1);
    const condition = { type: 'truth', of: source.replace(/^\{%[-+]?\s*\w+|[-+]?%\}$/g, '').trim() } as const;
    if (/^(if|for|with|block|macro|filter|call)$/.test(word)) {
      const isChoice = word === 'if' || word === 'for';
      this.#open.push({ isChoice, start, done: [], from: end, condition, choices: [], hasElse: false });
    } else if (/^(else|elif)$/.test(word) && top) {
      this.#finish(top, start);
      top.from = end;
      top.condition = word === 'elif' ? condition : undefined;
      top.hasElse ||= word === 'else';
    } else if (word.startsWith('end') && top) {
      this.#open.pop();
      this.#finish(top, start);
      if (!top.hasElse) top.done.push({ start, end: start, condition: undefined, choices: [] });
      const level = this.#open.at(-1)?.choices ?? this.choices;
      if (top.isChoice) level.push({ start: top.start, end, alternatives: top.done });
      else level.push(...top.done.flatMap(({ choices }) => choices));
    }
  }

  #finish(statement: OpenStatement, end: number): void {
    const { from, condition, choices } = statement;
    statement.done.push({ start: from, end, condition, choices });
    statement.choices = [];
  }
}
