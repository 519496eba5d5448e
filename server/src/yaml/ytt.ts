/** What ytt writes into comments: `key: #@ value`, and on lines of their own `#@ if …:`, `#@ for …:`, `#@ end`. */
import { lineStart } from '../base/line.ts';
import type { Alternative, Choice, Piece } from '../template/choices.ts';

export interface YttStructure {
  readonly pieces: readonly Piece[];
  readonly choices: readonly Choice[];
}

interface OpenBlock {
  readonly start: number;
  readonly done: Alternative[];
  from: number;
  condition: Alternative['condition'];
  choices: Choice[];
  hasElse: boolean;
}

/** What a text without it has nothing of ytt in. */
export const yttHint = /(?:^|[ \t])#@/m;

export function readYtt(text: string): YttStructure {
  const pieces: Piece[] = [];
  const choices: Choice[] = [];
  const open: OpenBlock[] = [];
  if (!yttHint.test(text)) return { pieces, choices };
  for (let start = text.indexOf('#@'); start >= 0; start = text.indexOf('#@', endOfLine(text, start))) {
    const before = text.slice(lineStart(text, start), start);
    const end = start + text.slice(start, endOfLine(text, start)).trimEnd().length;
    if (before.trim() !== '') {
      // What is no value is a `#` in a text.
      if (/[:-][ \t]+$/.test(before)) pieces.push({ start, end, isSilent: false });
      continue;
    }
    pieces.push({ start, end, isSilent: true });
    readStatement(text.slice(start + 2, end).trim(), { start, end }, open, choices);
  }
  return { pieces, choices };
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline;
}

function readStatement(
  source: string,
  { start, end }: Pick<Piece, 'start' | 'end'>,
  open: OpenBlock[],
  choices: Choice[],
) {
  const [, word, rest = ''] = /^(if|for|while|def|elif|else|end)\b(.*?):?$/.exec(source) ?? [];
  const condition = { type: 'truth', of: rest.trim() } as const;
  const top = open.at(-1);
  if (word === 'elif' || word === 'else') {
    if (!top) return;
    finish(top, start);
    top.from = end;
    top.condition = word === 'elif' ? condition : undefined;
    top.hasElse ||= word === 'else';
  } else if (word === 'end') {
    if (!top) return;
    open.pop();
    finish(top, start);
    if (!top.hasElse) top.done.push({ start, end: start, condition: undefined, choices: [] });
    (open.at(-1)?.choices ?? choices).push({ start: top.start, end, alternatives: top.done });
  } else if (word !== undefined) {
    open.push({ start, done: [], from: end, condition, choices: [], hasElse: false });
  }
}

function finish(block: OpenBlock, end: number): void {
  block.done.push({ start: block.from, end, condition: block.condition, choices: block.choices });
  block.choices = [];
}
