/** How two simulations of the same scenario differ, in words: before and after an edit, or on two releases. */
import { duration, type Message, type Value } from '../base/message.ts';
import { about } from '../lifecycle/explain/describeRequests.ts';
import { changes } from '../lifecycle/kubectl/row.ts';
import { lostRequests } from '../lifecycle/trace/requests.ts';
import { restartsIn } from '../lifecycle/trace/runs.ts';
import { firstReady } from '../lifecycle/trace/statuses.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import { outOfServiceMs } from '../lifecycle/trace/traffic.ts';
import { compareMessages as say } from './compareMessages.ts';
import { type PodInput, type PodRun, simulatePod } from './simulatePod.ts';
import type { RolloutRun } from './simulateRollout.ts';

/** Something that is otherwise than before; `effect` is what it means for the users of the app. */
export interface Difference {
  readonly message: Message;
  readonly effect: 'better' | 'worse' | 'other';
}

/**
 * Both pods for equally long: of one that is at rest less is shown, and counts of unequal times would say nothing. Expected
 * to be two versions of one pod in the same scenario.
 */
export function simulateBoth(before: PodInput, after: PodInput): { readonly before: PodRun; readonly after: PodRun } {
  const runs = { before: simulatePod(before), after: simulatePod(after) };
  const untilMs = Math.max(runs.before.trace.endMs, runs.after.trace.endMs);
  const longer = (input: PodInput, run: PodRun) =>
    run.trace.endMs < untilMs && input.untilMs === undefined ? simulatePod({ ...input, untilMs }) : run;
  return { before: longer(before, runs.before), after: longer(after, runs.after) };
}

/** In the order of a pod's life; none where people would see no difference. Traces are to be equally long. */
export function comparePods(before: Trace, after: Trace): Difference[] {
  return [
    ...moments(before, after, (trace) => firstReady(trace)?.atMs, {
      changed: say.ready,
      now: say.readyNow,
      noLonger: say.neverReady,
      isGood: true,
    }),
    ...restarts(before, after),
    ...lengths(outOfServiceMs(before), outOfServiceMs(after), {
      changed: say.outOfService,
      now: say.outOfServiceNow,
      noLonger: say.neverOutOfService,
    }),
    ...requests(lost(before), lost(after)),
    ...moments(before, after, removedMs, { changed: say.gone, now: say.goneNow, noLonger: say.notGone, isGood: true }),
    ...ends(before, after),
  ];
}

/** How long a rollout takes, and what it costs on the way. */
export function compareRollouts(before: RolloutRun, after: RolloutRun): Difference[] {
  const [b, a] = [before.summary, after.summary];
  const finished = ({ outcome, tookMs }: RolloutRun['summary']) => (outcome === 'finished' ? tookMs : undefined);
  const failed = ({ outcome, tookMs }: RolloutRun['summary']) => (outcome === 'failed' ? tookMs : undefined);
  const length = duration(Math.max(before.trace.endMs, after.trace.endMs));
  const bad = { isGood: false, length };
  return [
    ...momentsOf(finished(b), finished(a), {
      changed: say.finished,
      now: say.finishedNow,
      noLonger: say.unfinished,
      isGood: true,
      length,
    }),
    ...momentsOf(failed(b), failed(a), { now: say.failed, noLonger: say.failedBefore, ...bad }),
    ...counts(b.readyEndpoints?.fewest, a.readyEndpoints?.fewest, say.fewestEndpoints, 'better'),
    ...requests(b.requests?.lost, a.requests?.lost),
    ...counts(b.mostPods, a.mostPods, say.mostPods, 'other'),
    ...momentsOf(b.deadlineExceededAtMs, a.deadlineExceededAtMs, {
      now: say.deadlineNow,
      noLonger: say.noDeadline,
      ...bad,
    }),
    ...momentsOf(b.relapse?.atMs, a.relapse?.atMs, { now: say.relapseNow, noLonger: say.noRelapse, ...bad }),
  ];
}

type Builder = (data: { readonly before: Value; readonly after: Value; readonly length: Value }) => Message;

interface MomentWords {
  /** Both have it; where absent, another moment is no news. */
  readonly changed?: Builder;
  readonly now: Builder;
  readonly noLonger: Builder;
  /** Whether one wants it, and early. */
  readonly isGood: boolean;
}

function moments(
  before: Trace,
  after: Trace,
  momentOf: (trace: Trace) => number | undefined,
  words: MomentWords,
): Difference[] {
  const length = duration(Math.max(before.endMs, after.endMs));
  return momentsOf(momentOf(before), momentOf(after), { ...words, length });
}

/** Less than a tenth of a second is the kubelet's doing. */
const noticedMs = 100;

function momentsOf(
  before: number | undefined,
  after: number | undefined,
  { changed, now, noLonger, isGood, length }: MomentWords & { readonly length: Value },
): Difference[] {
  const data = { before: duration(before ?? 0), after: duration(after ?? 0), length };
  const effect = (wanted: boolean) => (wanted === isGood ? 'better' : 'worse');
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ message: now(data), effect: effect(true) }];
  if (after === undefined) return [{ message: noLonger(data), effect: effect(false) }];
  if (changed === undefined || Math.abs(before - after) < noticedMs) return [];
  return [{ message: changed(data), effect: effect(after < before) }];
}

function lengths(before: number, after: number, words: Omit<MomentWords, 'isGood'>): Difference[] {
  const [b, a] = [before, after].map((ms) => (ms > 0 ? ms : undefined));
  const differences = momentsOf(b, a, { ...words, isGood: false, length: duration(0) });
  return differences.map(({ message }) => ({ message, effect: after < before ? 'better' : 'worse' }));
}

function restarts(before: Trace, after: Trace): Difference[] {
  const [b, a] = [restartsIn(before), restartsIn(after)];
  const [first, firstNow] = [b[0], a[0]];
  const moved =
    first !== undefined && firstNow !== undefined && Math.abs(first.atMs - firstNow.atMs) >= noticedMs
      ? [
          {
            message: say.firstRestart({ before: duration(first.atMs), after: duration(firstNow.atMs) }),
            effect: 'other' as const,
          },
        ]
      : [];
  return [...counts(b.length, a.length, say.restarts, 'worse'), ...moved];
}

/** @param more what it means if there are more */
function counts(
  before: number | undefined,
  after: number | undefined,
  word: (data: { readonly before: Value; readonly after: Value }) => Message,
  more: Difference['effect'],
): Difference[] {
  if (before === undefined || after === undefined || before === after) return [];
  const less = more === 'better' ? 'worse' : more === 'worse' ? 'better' : 'other';
  return [{ message: word({ before, after }), effect: after > before ? more : less }];
}

function lost({ requests, endMs }: Trace): number | undefined {
  return requests === undefined ? undefined : lostRequests(requests, endMs);
}

function requests(before: number | undefined, after: number | undefined): Difference[] {
  const whole = (count: number | undefined) => (count === undefined || count === 0 ? count : about(count));
  return counts(whole(before), whole(after), say.requestsLost, 'worse');
}

function removedMs({ entries }: Trace): number | undefined {
  return entries.find((entry) => entry.kind === 'api' && entry.call === 'removed')?.atMs;
}

/** What kubectl shows in the end; that a pod is gone is told elsewhere. */
function ends(before: Trace, after: Trace): Difference[] {
  const end = (trace: Trace) => {
    const row = removedMs(trace) === undefined ? changes(trace).at(-1)?.row : undefined;
    return row && `${row.ready} ${row.status}`;
  };
  const [b, a] = [end(before), end(after)];
  if (b === undefined || a === undefined || b === a) return [];
  return [{ message: say.atTheEnd({ before: b, after: a }), effect: 'other' }];
}
