import { duration, type Message, paragraph, type TimeRange, timeRange } from '../../base/message.ts';
import { changes } from '../kubectl/row.ts';
import { lastMomentMs, restartsIn } from '../trace/runs.ts';
import { firstReady, statusEntryAt } from '../trace/statuses.ts';
import type { Trace } from '../trace/trace.ts';
import { outOfServiceMs } from '../trace/traffic.ts';
import { describeLostRequests } from './describeRequests.ts';
import { summaryMessages as say } from './summaryMessages.ts';

/**
 * The life of a pod in short: when it is ready for the first time, restarts, time without traffic, how it ends.
 * `readyWindow`: between what times it may be ready in a cluster, where that is known.
 */
export function podSummary(trace: Trace, readyWindow?: TimeRange): Message {
  return paragraph([
    ...readiness(trace, readyWindow),
    ...restarts(trace),
    ...outage(trace),
    ...lost(trace),
    ...ending(trace),
  ]);
}

function readiness(trace: Trace, window: TimeRange | undefined): Message[] {
  const first = firstReady(trace);
  if (first === undefined) return [say.neverReady()];
  const at = duration(first.atMs);
  return window === undefined || window.bestMs >= window.worstMs
    ? [say.ready({ at })]
    : [say.readyWithin({ at, window: timeRange(window) })];
}

function restarts(trace: Trace): Message[] {
  const starts = restartsIn(trace);
  const [first] = starts;
  return first === undefined ? [] : [say.restarted({ count: starts.length, first: duration(first.atMs) })];
}

function outage(trace: Trace): Message[] {
  // A pod that has ended or is gone is not missed there.
  const phase = statusEntryAt(trace, trace.endMs)?.status.phase;
  if (phase === 'Succeeded' || phase === 'Failed' || lastMomentMs(trace) < trace.endMs) return [];
  const ms = outOfServiceMs(trace);
  return ms > 0 ? [say.outOfService({ length: duration(ms) })] : [];
}

function lost({ requests, endMs }: Trace): Message[] {
  // Nobody asked about requests where they are only assumed.
  return requests === undefined || requests.isAssumed ? [] : describeLostRequests(requests, endMs, 1);
}

function ending(trace: Trace): Message[] {
  const removed = trace.entries.findLast((entry) => entry.kind === 'api' && entry.call === 'removed');
  if (removed !== undefined) return [say.gone({ at: duration(removed.atMs) })];
  const last = changes(trace).at(-1);
  if (last === undefined) return [];
  const { ready, status } = last.row;
  if (status === 'Completed') return [say.completed({ at: duration(last.atMs) })];
  const [up, of] = ready.split('/');
  // That everything runs is what one expects.
  return status === 'Running' && up === of ? [] : [say.atTheEnd({ ready, status })];
}
