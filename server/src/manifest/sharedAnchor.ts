/**
 * Changes of a value that stands in an anchor. What aliases bring in elsewhere changes with it, unless the value stands by
 * itself from then on, and the first alias gets the anchor with the value as it was.
 */
import { type Alias, isCollection, isScalar, type Node, visit } from 'yaml';
import { lineStart } from '../base/line.ts';
import { onceFor } from '../base/onceFor.ts';
import { encloses, type Span, span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import type { DocumentContent } from './file.ts';

type Text = Pick<DocumentContent, 'text' | 'yaml'>;

export interface SharedAnchor {
  readonly name: string;
  /** How many aliases bring it in. */
  readonly count: number;
  /** Edits that change the value at its own place only; undefined where the anchor cannot be moved. */
  readonly ownPlace: readonly TextEdit[] | undefined;
}

/** The anchor around edits of a document that other places share; undefined where they change their own place only. */
export function sharedAnchor(content: Text, edits: readonly TextEdit[]): SharedAnchor | undefined {
  const { all, shared } = anchorsOf(content);
  // The outermost one: those inside of it are shared with it.
  const around = shared.find(({ span: place }) => edits.some((edit) => encloses(place, edit.span)));
  if (!around) return undefined;
  const { name, aliases, span: place } = around;
  const isAlone = all.every((other) => other.span === place || !encloses(place, other.span));
  const isInside = edits.every((edit) => encloses(place, edit.span));
  const moved = isAlone && isInside ? moveTo(aliases[0]!, around, content.text) : undefined;
  return { name, count: aliases.length, ownPlace: moved && [...moved, ...edits] };
}

interface Anchor {
  readonly name: string;
  readonly node: Node;
  /** Of the value, without the anchor's name. */
  readonly span: Span;
  readonly aliases: readonly PlacedAlias[];
}

interface PlacedAlias {
  readonly span: Span;
  readonly isInFlow: boolean;
}

const anchorsOf = onceFor(({ text, yaml }: Text): { all: Anchor[]; shared: Anchor[] } => {
  const all: Anchor[] = [];
  if (!yaml.root || !text.includes('&')) return { all, shared: all };
  const aliases = new Map<Node, PlacedAlias[]>();
  visit(yaml.root, {
    Alias: (_, alias, path) => {
      const node = yaml.resolve(alias);
      if (!node || !alias.range) return;
      const isInFlow = path.some((around) => isCollection(around) && around.flow === true);
      const placed = { span: spanOf(alias), isInFlow };
      const known = aliases.get(node);
      if (known) known.push(placed);
      else aliases.set(node, [placed]);
    },
    Node: (_, node) => {
      const name = isCollection(node) || isScalar(node) ? node.anchor : undefined;
      if (name !== undefined && node.range) all.push({ name, node, span: spanOf(node as Alias), aliases: [] });
    },
  });
  const counted = all.map((anchor) => ({ ...anchor, aliases: aliases.get(anchor.node) ?? [] }));
  return { all: counted, shared: counted.filter((anchor) => anchor.aliases.length > 0) };
});

function spanOf({ range }: Pick<Alias, 'range'>): Span {
  return span(range![0], range![1]);
}

/** Edits that take the anchor's name from its value, and write both where the alias stands. */
function moveTo(alias: PlacedAlias, { name, node, span: place }: Anchor, text: string): TextEdit[] | undefined {
  const mark = text.lastIndexOf(`&${name}`, place.start);
  const behindMark = mark + name.length + 1;
  const between = text.slice(behindMark, place.start);
  const value = text.slice(place.start, place.end).trimEnd();
  if (mark < 0) return undefined;
  if (/^[ \t]+$/.test(between) && !value.includes('\n')) {
    // Between brackets, a word ends where it does not elsewhere.
    if (isScalar(node) && alias.isInFlow && /[,[\]{}]/.test(value)) return undefined;
    return [
      { span: span(mark, place.start), newText: '' },
      { span: alias.span, newText: `&${name} ${value}` },
    ];
  }
  const lineEnd = endOfLine(text, alias.span.end);
  const isLast = /^[ \t]*(?:#.*)?$/.test(text.slice(alias.span.end, lineEnd));
  // Between name and value a tag would have to move, too; what is in block style stands on lines of its own.
  if (!isCollection(node) || node.flow || alias.isInFlow || !isLast) return undefined;
  const [, lineFeed] = /^[ \t]*(?:#[^\n]*?)?(\r?\n)[ \t]*$/.exec(between) ?? [];
  if (lineFeed === undefined) return undefined;
  const delta = columnBehind(text, alias.span.start) - (place.start - lineStart(text, place.start));
  const lines = `${text.slice(lineStart(text, place.start), place.start)}${value}`.split('\n');
  const moved = lines.map((line) => (delta > 0 ? line && `${' '.repeat(delta)}${line}` : withoutBlanks(line, -delta)));
  let from = mark;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  return [
    { span: span(from, behindMark), newText: '' },
    { span: alias.span, newText: `&${name}` },
    { span: span(lineEnd, lineEnd), newText: `${lineFeed}${moved.join('\n')}` },
  ];
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** Where a block begins that is the value at an offset: two behind its key, or behind the dash of its item. */
function columnBehind(text: string, offset: number): number {
  const before = text.slice(lineStart(text, offset), offset);
  const column = /^[ ]*(?:-[ ]+)*/.exec(before)![0].length;
  return column === before.length ? column : column + 2;
}

function withoutBlanks(line: string, count: number): string {
  const blanks = line.length - line.trimStart().length;
  return line.slice(Math.min(blanks, count));
}
