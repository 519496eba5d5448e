import type { RowChange } from '../../../server/src/lifecycle/kubectl/row.ts';
import { lastMomentMs } from '../../../server/src/lifecycle/trace/runs.ts';
import { firstReady, restartCount, statusEntryAt } from '../../../server/src/lifecycle/trace/statuses.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { outOfServiceMs } from '../../../server/src/lifecycle/trace/traffic.ts';
import type { MomentWindow } from '../protocol.ts';
import { formatRange, formatSeconds } from './duration.ts';

/** What one wants to know first, as a sentence; the parts that carry the figures are strong. */
export type Sentence = readonly { readonly text: string; readonly strong: boolean }[];

interface Clause {
  readonly before?: string;
  readonly strong: string;
  readonly after?: string;
}

/** The pod's history in a sentence: when it became ready, restarts, time out of the Service, how it ends. */
export function summarize(
  trace: Trace,
  changes: readonly RowChange[],
  windows: readonly MomentWindow[] = [],
): Sentence {
  const clauses = [readiness(trace, windows), restarts(trace), outage(trace), ending(trace, changes)].filter(
    (clause) => clause !== undefined,
  );
  const parts: { text: string; strong: boolean }[] = [];
  clauses.forEach((clause, index) => {
    const joint = index === 0 ? '' : index === clauses.length - 1 ? ' and ' : ', ';
    const before = joint + (clause.before ?? '');
    if (before !== '') parts.push({ text: before, strong: false });
    parts.push({ text: clause.strong, strong: true });
    if (clause.after) parts.push({ text: clause.after, strong: false });
  });
  parts.push({ text: '.', strong: false });
  const [first] = parts;
  if (first) parts[0] = { ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) };
  return parts;
}

export function plain(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}

function readiness(trace: Trace, windows: readonly MomentWindow[]): Clause {
  const atMs = firstReady(trace)?.atMs;
  if (atMs === undefined) return { strong: 'never ready' };
  const window = windows.find(({ moment, entry }) => moment === 'ready' && trace.entries[entry]?.atMs === atMs);
  const after = window && window.bestMs < window.worstMs ? ` (${formatRange(window.bestMs, window.worstMs)})` : '';
  return { strong: `ready after ${formatSeconds(atMs)}`, after };
}

function restarts(trace: Trace): Clause | undefined {
  const count = restartCount(statusEntryAt(trace, trace.endMs)?.status);
  if (count === 0) return undefined;
  return { strong: `restarted ${count === 1 ? 'once' : `${count} times`}` };
}

function outage(trace: Trace): Clause | undefined {
  // A pod that has ended or is gone is not missed there.
  const phase = statusEntryAt(trace, trace.endMs)?.status.phase;
  if (phase === 'Succeeded' || phase === 'Failed' || lastMomentMs(trace) < trace.endMs) return undefined;
  const ms = outOfServiceMs(trace);
  return ms > 0 ? { before: 'out of the Service for ', strong: formatSeconds(ms) } : undefined;
}

function ending(trace: Trace, changes: readonly RowChange[]): Clause | undefined {
  const last = changes.at(-1);
  if (!last) return undefined;
  const { ready, status } = last.row;
  const removed = trace.entries.findLast((entry) => entry.kind === 'api' && entry.call === 'removed');
  if (removed) return { before: 'gone after ', strong: formatSeconds(removed.atMs) };
  if (status === 'Running') {
    const [up, of] = ready.split('/');
    return up === of ? undefined : { before: 'at the end ', strong: `${ready} ${status}` };
  }
  const since = status === 'Completed' ? `${status} at ${formatSeconds(last.atMs)}` : status;
  return { before: status === 'Completed' ? '' : 'at the end in ', strong: since };
}
