import type { Budget } from '../../../server/src/simulation/budget.ts';
import type { Timeline } from './lanes.ts';
import type { Sentence } from './summary.ts';
import type { Row, Table, TableChoice } from './tables.ts';

/** What happened, as lanes, tables and details show it, be it to one pod or to many. Entries go by their `seq`. */
export interface History {
  readonly endMs: number;
  readonly entries: readonly Entry[];
  readonly truncated?: { readonly limit: 'entries' | 'events'; readonly atMs: number } | undefined;
  /** What one wants to know first. */
  readonly sentence: Sentence;
  readonly timeline: Timeline;
  /** Where each second goes, until something is reached; none where nothing takes long. */
  readonly budgets: readonly Budget[];
  /** The tables below the timeline, the first one is shown at first. */
  readonly tables: readonly TableChoice[];
  rows(table: Table): Row[];
  /** Two or three words. */
  titleOf(seq: number): string;
  explain(seq: number): string;
  /** Why it came about, the nearest first, down to where it all comes from. */
  causesOf(seq: number): Because[];
  /** Fields of the manifest that had a say in it, the nearest first. */
  fieldsOf(seq: number): string[];
  /** The requests that are lost because of it, in sentences. */
  lossesOf(seq: number): string[];
  /** The entries in which one of these fields of the manifest had a say. */
  entriesOf(fields: readonly string[]): ReadonlySet<number>;
  /** How sure its time is, in a sentence: in a cluster it may come earlier or later. */
  windowOf(seq: number): string | undefined;
  /** Whether the keys for "next" and "previous" stop at it. */
  isStop(seq: number): boolean;
  /** The same thing has the same identity before and after an edit of the manifest. */
  identityOf(seq: number): string;
  /** The moment that tells most about the history. */
  keyMoment(): number | undefined;
  /** How much to look at first; where it is left open, that follows from the key moment. */
  readonly firstViewMs?: number | undefined;
  /** How things stand at a time, for who cannot see it. */
  standingAt(timeMs: number): string;
}

/** What entries of all kinds of traces have in common. */
export interface Entry {
  readonly seq: number;
  readonly atMs: number;
}

export type Because =
  | { readonly kind: 'entry'; readonly seq: number; readonly atMs: number; readonly text: string }
  | { readonly kind: 'scenario'; readonly path: string };

/** The entries that name one of the fields. */
export function entriesWith(
  entries: readonly (Entry & { readonly fields?: readonly string[] })[],
  fields: readonly string[],
): ReadonlySet<number> {
  const wanted = new Set(fields);
  return new Set(
    entries.filter((entry) => entry.fields?.some((field) => wanted.has(field)) ?? false).map(({ seq }) => seq),
  );
}

/** The entry of `after` that corresponds to entry `seq` of `before`: the same thing, happening for the same nth time. */
export function correspondingEntry(before: History, seq: number, after: History): number | undefined {
  if (before.entries[seq] === undefined) return undefined;
  const identity = before.identityOf(seq);
  let nth = 0;
  for (const other of before.entries) {
    if (other.seq >= seq) break;
    if (before.identityOf(other.seq) === identity) nth++;
  }
  for (const other of after.entries) {
    if (after.identityOf(other.seq) !== identity) continue;
    if (nth === 0) return other.seq;
    nth--;
  }
  return undefined;
}
