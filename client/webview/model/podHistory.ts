import { explain } from '../../../server/src/lifecycle/explain/explain.ts';
import { rowAt, changes as rowChanges } from '../../../server/src/lifecycle/kubectl/row.ts';
import { causes, fieldsOf } from '../../../server/src/lifecycle/trace/causes.ts';
import type { Trace, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';
import type { PodSimulation } from '../protocol.ts';
import { titleOf } from './entryTitle.ts';
import type { Because, History } from './history.ts';
import { identityOf, isStop, keyMoment } from './selection.ts';
import { summarize } from './summary.ts';
import { rowsOf } from './tables.ts';
import { timelineOf } from './timeline.ts';

/** The life of one pod. */
export function podHistory({ trace, windows }: PodSimulation): History {
  const { entries, endMs, truncated } = trace;
  const rows = rowChanges(trace);
  const at = <T>(seq: number, tell: (entry: TraceEntry) => T, otherwise: T): T => {
    const entry = entries[seq];
    return entry === undefined ? otherwise : tell(entry);
  };
  const events = entries.filter(({ kind }) => kind === 'event').length;
  return {
    endMs,
    entries,
    truncated,
    sentence: summarize(trace, rows, windows),
    timeline: timelineOf(trace, rows, windows),
    tables: [
      { name: 'events', title: 'Events', count: events },
      { name: 'everything', title: 'Everything', count: entries.length },
    ],
    rows: (table) => rowsOf(trace, table),
    titleOf: (seq) => at(seq, titleOf, ''),
    explain: (seq) => explain(trace, seq),
    causesOf: (seq) => because(trace, seq),
    fieldsOf: (seq) => fieldsOf(trace, seq),
    windowOf: (seq) => windows.find(({ entry }) => entry === seq),
    isStop: (seq) => at(seq, isStop, false),
    identityOf: (seq) => at(seq, identityOf, ''),
    keyMoment: () => keyMoment(trace)?.seq,
    standingAt: (timeMs) => {
      const row = rowAt(trace, timeMs);
      return row === undefined ? 'the pod is gone' : `${row.ready} ${row.status}, restarts ${row.restarts}`;
    },
  };
}

function because(trace: Trace, seq: number): Because[] {
  return causes(trace, seq)
    .slice(1)
    .flatMap((link): Because[] => {
      if (link.kind === 'field') return [];
      if (link.kind === 'scenario') return [link];
      const { entry } = link;
      return [{ kind: 'entry', seq: entry.seq, atMs: entry.atMs, text: explain(trace, entry.seq) }];
    });
}
