import { explain } from '../../../server/src/lifecycle/explain/explain.ts';
import { rowAt, changes as rowChanges } from '../../../server/src/lifecycle/kubectl/row.ts';
import { causes, fieldsOf } from '../../../server/src/lifecycle/trace/causes.ts';
import { restartCount, statusEntryAt } from '../../../server/src/lifecycle/trace/statuses.ts';
import type { Trace, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';
import { podBudgets } from '../../../server/src/simulation/budget.ts';
import { explainWindowInFull } from '../../../server/src/simulation/explainMoment.ts';
import { podLosses } from '../../../server/src/simulation/lanes/requestLosses.ts';
import { podPhases } from '../../../server/src/simulation/podPhases.ts';
import { panelMessages as say } from '../messages.ts';
import type { PodSimulation } from '../protocol.ts';
import { textOf } from '../text.ts';
import { titleOf } from './entryTitle.ts';
import { type Because, entriesWith, type History } from './history.ts';
import { timelineOf } from './lanes.ts';
import { identityOf, isStop, keyMoment } from './selection.ts';
import { summarize } from './summary.ts';
import { lossRows, lossTable, rowsOf } from './tables.ts';
import { titleMessages as titles } from './titleMessages.ts';

/** The life of one pod. */
export function podHistory({ trace, windows }: PodSimulation): History {
  const { entries, endMs, truncated } = trace;
  const rows = rowChanges(trace);
  const at = <T>(seq: number, read: (entry: TraceEntry) => T, otherwise: T): T => {
    const entry = entries[seq];
    return entry === undefined ? otherwise : read(entry);
  };
  const losses = podLosses(trace);
  const events = entries.filter(({ kind }) => kind === 'event').length;
  return {
    endMs,
    entries,
    truncated,
    sentence: summarize(trace, windows),
    timeline: timelineOf(trace, rows, windows),
    budgets: podBudgets(podPhases(trace)),
    tables: [
      { name: 'events', title: textOf(titles.tableEvents()), count: events },
      { name: 'everything', title: textOf(titles.tableEverything()), count: entries.length },
      ...lossTable(losses),
    ],
    rows: (table) => (table === 'requests' ? lossRows(losses) : rowsOf(trace, table)),
    titleOf: (seq) => at(seq, titleOf, ''),
    explain: (seq) => at(seq, () => textOf(explain(trace, seq)), ''),
    causesOf: (seq) => because(trace, seq),
    fieldsOf: (seq) => fieldsOf(trace, seq),
    lossesOf: (seq) => losses.filter(({ entry }) => entry === seq).map(({ message }) => textOf(message)),
    entriesOf: (fields) => entriesWith(entries, fields),
    windowOf: (seq) => {
      const window = windows.find(({ entry }) => entry === seq);
      return window && window.bestMs < window.worstMs ? textOf(explainWindowInFull(window)) : undefined;
    },
    isStop: (seq) => at(seq, isStop, false),
    identityOf: (seq) => at(seq, identityOf, ''),
    keyMoment: () => keyMoment(trace)?.seq,
    standingAt: (timeMs) => {
      const row = rowAt(trace, timeMs);
      if (row === undefined) return textOf(say.podGone());
      const count = restartCount(statusEntryAt(trace, timeMs)?.status);
      return textOf(say.podStands({ ready: row.ready, status: row.status, count }));
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
      return [{ kind: 'entry', seq: entry.seq, atMs: entry.atMs, text: textOf(explain(trace, entry.seq)) }];
    });
}
