import { humanDuration } from '../../../server/src/kubernetes/duration.ts';
import { explain } from '../../../server/src/lifecycle/explain/explain.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { type Loss, lossReasons, whole } from '../../../server/src/simulation/lanes/requestLosses.ts';
import { requestMessages as requests } from '../../../server/src/simulation/lanes/requestMessages.ts';
import { textOf } from '../text.ts';
import { titleOf } from './entryTitle.ts';
import { titleMessages as say } from './titleMessages.ts';

/** A table below the timeline: events, each entry of the trace, what `kubectl rollout status` prints, lost requests. */
export type Table = 'events' | 'everything' | 'status' | 'requests';

export interface TableChoice {
  readonly name: Table;
  readonly title: string;
  readonly count: number;
}

export interface Row {
  readonly table: Table;
  readonly entry: number;
  readonly atMs: number;
  readonly warning: boolean;
  /** Type of the event, or who made the entry. */
  readonly kind: string;
  /** Reason of the event, or heading of the entry. */
  readonly what: string;
  /** The event's message, or the entry explained; made when it is shown. */
  readonly text: () => string;
  readonly count?: number;
}

export function rowsOf(trace: Trace, table: Table): Row[] {
  return trace.entries.flatMap((entry): Row[] => {
    const common = { table, entry: entry.seq, atMs: entry.atMs };
    if (table === 'everything') {
      const warning = entry.kind === 'event' && entry.event.type === 'Warning';
      const text = () => textOf(explain(trace, entry.seq));
      return [{ ...common, warning, kind: entry.source, what: titleOf(entry), text }];
    }
    if (entry.kind !== 'event') return [];
    const { type, reason, message, count } = entry.event;
    const row = { ...common, warning: type === 'Warning', kind: type, what: reason, text: () => message };
    return [count === undefined ? row : { ...row, count }];
  });
}

/** The choice of the table of lost requests, where there are any. */
export function lossTable(losses: readonly Loss[]): TableChoice[] {
  return losses.length === 0 ? [] : [{ name: 'requests', title: textOf(requests.lostHere()), count: losses.length }];
}

/** Each span of lost requests: how many and why. */
export function lossRows(losses: readonly Loss[]): Row[] {
  return losses.map(({ fromMs, reason, count, entry, message }) => ({
    table: 'requests',
    entry,
    atMs: fromMs,
    warning: true,
    kind: textOf(requests.lostShort({ count: whole(count) })),
    what: textOf(lossReasons[reason]),
    text: () => textOf(message),
  }));
}

/** An event's age as seen from the scrubber, or how far ahead it is: `0s`, `52s`, `in 7s`. */
export function ageAt(atMs: number, timeMs: number): string {
  if (atMs <= timeMs) return humanDuration(timeMs - atMs);
  return textOf(say.ahead({ length: humanDuration(Math.max(atMs - timeMs, 1000)) }));
}
