/**
 * The literal texts (`key: |`) of a templated document. Templates may stand in them at any column; where one stood too far
 * to the left, the parser would take its mask for the end of the text.
 */
import type { Span } from '../base/span.ts';
import type { Line } from './templateLines.ts';

export interface BlockScalar extends Span {
  /** Column at which its text begins. */
  readonly indent: number;
}

/** @param putsOut whether the templates of a line write something. */
export function blockScalars(text: string, lines: readonly Line[], putsOut: (line: Line) => boolean): BlockScalar[] {
  const found: BlockScalar[] = [];
  let open: { start: number; end: number; parent: number; indent: number | undefined } | undefined;
  const close = () => {
    if (open) found.push({ start: open.start, end: open.end, indent: open.indent ?? open.parent + 2 });
    open = undefined;
  };
  for (const line of lines) {
    const end = line.end + 1;
    const isTemplate = line.kind === 'template';
    if (open && line.kind !== 'blank') {
      const isInside = line.indent > open.parent;
      // `key: |` and below it `{{ … | indent 4 }}` at the very left: the template makes the text.
      const makesText = isTemplate && open.end === open.start && putsOut(line);
      if (isInside || makesText) open.end = end;
      if (isInside && !isTemplate) open.indent ??= line.indent;
      if (!isInside && !isTemplate) close();
    }
    const parent = open || line.kind !== 'content' ? undefined : parentColumn(text, line);
    if (parent !== undefined) open = { start: end, end, parent, indent: undefined };
  }
  close();
  return found;
}

/** The column of what the literal text belongs to that the line begins; undefined where it begins none. */
function parentColumn(text: string, { start, end }: Line): number | undefined {
  const source = text.slice(start, end);
  const before = withoutComment(source).trimEnd();
  const header = before.search(/(?:^|[\s:])[|>][-+\d]{0,2}$/);
  if (header < 0) return undefined;
  const column = /^ *(?:- +)*/.exec(source)![0].length;
  return source.slice(column, header + 1).includes(':') ? column : Math.max(0, column - 2);
}

function withoutComment(source: string): string {
  const comment = source.search(/[ \t]#/);
  return comment < 0 ? source : source.slice(0, comment);
}
