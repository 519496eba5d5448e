/**
 * Finds the place of each line of a manifest from what the schema allows, where its indentation cannot be trusted. A
 * line that stands where its field is legal stays there; any other goes to the nearest open mapping or list that takes
 * its field and doesn't have it yet. Only white space at the beginning of lines changes.
 */
import type { Span } from '../../../base/span.ts';
import { span } from '../../../base/span.ts';
import type { TextEdit } from '../../../base/textEdit.ts';
import { groupOf } from '../../../kubernetes/apiVersions.ts';
import { apiVersionsOf } from '../../../schema/apiVersions.ts';
import { definitionOf, fieldOf, newestRelease } from '../../../schema/catalog.ts';
import type { FieldType } from '../../../schema/fieldType.ts';
import { type Entry, type InlineValue, type Line, readLines } from './lines.ts';

/** The edits that put every line in its place; none where there is no schema to tell, or nothing to do. */
export function reindent(text: string): TextEdit[] {
  const lines = readLines(text);
  const type = rootType(lines);
  if (!type) return [];
  const indents = new Placement(lines, type).run();
  return lines.flatMap((line, index) => {
    const indent = indents[index]!;
    return indent === line.indent ? [] : [{ span: indentation(line), newText: ' '.repeat(indent) }];
  });
}

function indentation({ start, indent }: Line): Span {
  return span(start, start + indent);
}

/** What `apiVersion` and `kind` at the outermost level name; API versions of earlier days as the version of today. */
function rootType(lines: readonly Line[]): FieldType | undefined {
  const outermost = lines.find(({ content }) => content.type === 'entry')?.indent;
  const written = (name: string) => {
    for (const { indent, content } of lines) {
      if (indent !== outermost || content.type !== 'entry' || content.entry.type !== 'key') continue;
      if (content.entry.key === name) return content.entry.text;
    }
    return undefined;
  };
  const apiVersion = written('apiVersion');
  const kind = written('kind');
  if (!apiVersion || !kind) return undefined;
  const definition =
    definitionOf(apiVersion, kind) ??
    definitionOf(apiVersionsOf(kind, newestRelease, groupOf(apiVersion))[0] ?? '', kind);
  return definition === undefined ? undefined : { shape: 'object', definition };
}

/** A mapping or list that lines can still be added to, or a key whose value has not begun. */
interface Open {
  readonly shape: 'mapping' | 'list' | 'pending';
  /** Undefined where the schema says nothing. */
  readonly type: FieldType | undefined;
  /** Columns at which its entries are written. Of a pending value: the column of its key or dash. */
  readonly written: readonly number[];
  /** Column at which its entries belong; of a pending value, the column where its key belongs. */
  readonly column: number;
  readonly keys: ReadonlySet<string>;
}

interface Candidate {
  readonly depth: number;
  readonly open: Open;
  /** Whether the line stands where an entry of this mapping or list would stand. */
  readonly natural: boolean;
  readonly legal: boolean;
  /** Whether the schema names the field; a map takes any. */
  readonly named: boolean;
  /** How many of the lines that belong to this one would not be legal there, of how many. */
  readonly misfits: number;
  readonly followers: number;
}

class Placement {
  readonly #lines: readonly Line[];
  readonly #indents: number[];
  #stack: Open[];
  /** How far a level is indented in this text, and a list's dash below its key. */
  readonly #step: number;
  readonly #dashStep: number;

  constructor(lines: readonly Line[], type: FieldType) {
    this.#lines = lines;
    this.#indents = lines.map(({ indent }) => indent);
    const first = lines.find(({ content }) => content.type === 'entry')?.indent ?? 0;
    this.#stack = [{ shape: 'mapping', type, written: [first], column: first, keys: new Set() }];
    this.#step = commonStep(lines, 'key') ?? 2;
    this.#dashStep = commonStep(lines, 'item') ?? 0;
  }

  run(): number[] {
    let delta = 0;
    this.#lines.forEach(({ indent, content }, index) => {
      if (content.type === 'entry') {
        this.#place(content.entry, indent, index);
        delta = this.#indents[index]! - indent;
      } else if (content.type === 'continuation') this.#indents[index] = Math.max(0, indent + delta);
    });
    this.#moveComments();
    return this.#indents;
  }

  /** A comment goes with the line around it that is indented like it, else with what follows it. */
  #moveComments(): void {
    const isEntry = (line: Line) => line.content.type === 'entry';
    let before: number | undefined;
    let after: number | undefined;
    this.#lines.forEach((line, index) => {
      if (isEntry(line)) before = index;
      if (line.content.type !== 'comment') return;
      if (after === undefined || after < index) after = findFrom(this.#lines, index, isEntry);
      const like = [after, before].find((i) => this.#lines[i ?? -1]?.indent === line.indent) ?? after ?? before;
      const delta = like === undefined ? 0 : this.#indents[like]! - this.#lines[like]!.indent;
      this.#indents[index] = Math.max(0, line.indent + delta);
    });
  }

  #place(entry: Entry, indent: number, index: number): void {
    const best = this.#candidates(entry, indent, index).sort(compareCandidates)[0];
    if (!best) return;
    this.#stack.length = best.depth + 1;
    const column = this.#columnIn(best, entry, indent);
    this.#indents[index] = column;
    this.#add(entry, indent, column, best.natural);
  }

  /** Adds the entry to the innermost open mapping or list, and opens what it begins. */
  #add(entry: Entry, indent: number, column: number, natural: boolean): void {
    const open = this.#stack.pop()!;
    const began = open.shape === 'pending';
    const keys = new Set(began ? [] : open.keys);
    if (entry.type === 'key') keys.add(entry.key);
    this.#stack.push({
      shape: entry.type === 'item' ? 'list' : 'mapping',
      type: open.type,
      written: began ? [indent] : natural ? open.written : [...open.written, indent],
      column,
      keys,
    });
    const pending = (type: FieldType | undefined) =>
      this.#stack.push({ shape: 'pending', type, written: [indent], column, keys: new Set() });
    if (entry.type === 'key') {
      if (entry.value === 'none') pending(valueType(open.type, entry.key));
    } else if (entry.type === 'item') {
      const type = open.type?.shape === 'list' ? open.type.items : undefined;
      if (!entry.inner) pending(type);
      else if (entry.inner.type !== 'scalar') {
        pending(type);
        this.#add(entry.inner, indent + entry.innerColumn, column + entry.innerColumn, true);
      }
    }
  }

  #columnIn({ open, natural }: Candidate, entry: Entry, indent: number): number {
    if (open.shape !== 'pending') return open.column;
    const [key = 0] = open.written;
    const step = entry.type === 'item' ? this.#dashStep : this.#step;
    if (!natural) return open.column + step;
    const offset = indent - key;
    // Where only the key had lost its indentation, its value stands right already.
    const standsRight = indent > open.column && indent - open.column <= 2 * this.#step;
    return offset !== step && standsRight ? indent : open.column + offset;
  }

  #candidates(entry: Entry, indent: number, index: number): Candidate[] {
    const followers = this.#followers(entry, indent, index);
    return this.#stack.flatMap((open, depth) => {
      if (open.shape !== 'pending' && (open.shape === 'list') !== (entry.type === 'item')) return [];
      if (entry.type === 'key' && open.keys.has(entry.key)) return [];
      const [key = 0] = open.written;
      const natural =
        open.shape === 'pending'
          ? indent > key || (indent === key && entry.type === 'item')
          : open.written.includes(indent);
      const legal = isLegal(entry, open.type);
      const named = open.type?.shape !== 'map';
      const inner = followers.length > 0 ? typeOfFollowers(entry, open.type) : undefined;
      const misfits = inner ? followers.filter((follower) => !isLegal(follower, inner)).length : 0;
      return [{ depth, open, natural, legal, named, misfits, followers: followers.length }];
    });
  }

  /** The entries that, by their indentation, make up the value of this one; of a list's item, its other fields. */
  #followers(entry: Entry, indent: number, index: number): Entry[] {
    const item = entry.type === 'item' && entry.inner?.type === 'key' ? indent + entry.innerColumn : undefined;
    if (item === undefined && !(entry.type === 'key' && entry.value === 'none')) return [];
    const followers: Entry[] = [];
    let column = item;
    for (let i = index + 1; i < this.#lines.length; i++) {
      const { indent: at, content } = this.#lines[i]!;
      if (content.type !== 'entry') continue;
      const below = item !== undefined ? at >= item : at > indent || (at === indent && content.entry.type === 'item');
      if (!below) break;
      column ??= at;
      if (at === column) followers.push(content.entry);
    }
    return followers;
  }
}

/** Whether the schema takes the entry in a mapping or list of this type. */
function isLegal(entry: Entry, type: FieldType | undefined): boolean {
  if (type === undefined || (type.shape === 'scalar' && type.scalar === 'any')) return true;
  if (entry.type === 'item') {
    if (type.shape !== 'list') return false;
    if (!entry.inner) return true;
    return entry.inner.type === 'scalar' ? takes(type.items, entry.inner.value) : isLegal(entry.inner, type.items);
  }
  if (entry.type === 'scalar') return takes(type, entry.value);
  const inner = type.shape === 'object' || type.shape === 'map' ? valueType(type, entry.key) : undefined;
  return inner !== undefined && takes(inner, entry.value);
}

/** Type of a field, or of a map's value. */
function valueType(type: FieldType | undefined, key: string): FieldType | undefined {
  if (type?.shape === 'map') return type.values;
  return type?.shape === 'object' ? fieldOf(type.definition, key)?.type : undefined;
}

function takes(type: FieldType, value: InlineValue): boolean {
  if (value === 'none' || value === 'any') return true;
  if (type.shape === 'scalar') return value === 'scalar' || type.scalar === 'any';
  return value === 'list' ? type.shape === 'list' : value === 'mapping' && type.shape !== 'list';
}

function typeOfFollowers(entry: Entry, type: FieldType | undefined): FieldType | undefined {
  if (entry.type === 'item') return type?.shape === 'list' ? type.items : undefined;
  return entry.type === 'key' ? valueType(type, entry.key) : undefined;
}

function findFrom(lines: readonly Line[], start: number, wanted: (line: Line) => boolean): number | undefined {
  for (let i = start; i < lines.length; i++) if (wanted(lines[i]!)) return i;
  return undefined;
}

/** The better candidate first. */
function compareCandidates(a: Candidate, b: Candidate): number {
  const unfit = ({ followers, misfits }: Candidate) => followers > 0 && misfits === followers;
  return (
    Number(b.legal) - Number(a.legal) ||
    Number(unfit(a)) - Number(unfit(b)) ||
    Number(b.natural) - Number(a.natural) ||
    Number(b.named) - Number(a.named) ||
    a.misfits - b.misfits ||
    b.depth - a.depth
  );
}

/** By how much the lines below a key are indented most often: keys, or the dashes of a list. */
function commonStep(lines: readonly Line[], type: 'key' | 'item'): number | undefined {
  const counts = new Map<number, number>();
  const entries = lines.filter(({ content }) => content.type === 'entry');
  entries.forEach(({ indent, content }, index) => {
    const above = entries[index - 1];
    if (content.type !== 'entry' || content.entry.type !== type || above?.content.type !== 'entry') return;
    const opens = innermost(above.content.entry, above.indent);
    const step = indent - opens.column;
    if (opens.entry.type !== 'key' || opens.entry.value !== 'none' || step > 8) return;
    if (step > 0 || (step === 0 && type === 'item')) counts.set(step, (counts.get(step) ?? 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function innermost(entry: Entry, column: number): { entry: Entry; column: number } {
  return entry.type === 'item' && entry.inner ? innermost(entry.inner, column + entry.innerColumn) : { entry, column };
}
