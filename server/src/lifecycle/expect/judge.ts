import { type Duration, duration, type Message, paragraph } from '../../base/message.ts';
import { explain } from '../explain/explain.ts';
import { changes, rowAt } from '../kubectl/row.ts';
import { reasonOfRestart } from '../trace/restart.ts';
import { firstKilled, restartsIn } from '../trace/runs.ts';
import { conditionStatus, firstReady, isReady, restartCount, statusEntries, statusEntryAt } from '../trace/statuses.ts';
import type { Trace, TraceEntry } from '../trace/trace.ts';
import { type Expectations, type ExpectedState, lengthMs } from '../world/expectations.ts';
import { judgeExitCode, judgeOrder, judgeWaiting } from './judgeContainers.ts';
import { judgeRequests } from './judgeRequests.ts';
import { verdictMessages as say } from './messages.ts';

/** Whether something that was expected came true. */
export interface Verdict {
  /** The expectation as it is written, e.g. `readyWithin: 60s`. */
  readonly expectation: string;
  /** Where it is written in the scenario, e.g. `expect.readyWithin`. */
  readonly path: string;
  readonly holds: boolean;
  /** When it was decided. */
  readonly atMs: number;
  /** What happened. */
  readonly message: Message;
  /** The entry of the trace that decided it. */
  readonly seq?: number;
}

interface Finding {
  readonly holds: boolean;
  readonly atMs: number;
  readonly message: Message;
  readonly seq?: number | undefined;
}

type Judge<T> = (wanted: T, trace: Trace) => Finding;

/** Holds a simulation against what was expected of it, in the order in which it is written. */
export function judge(trace: Trace, expectations: Expectations): Verdict[] {
  return Object.entries(expectations).flatMap(([name, wanted]): Verdict[] => {
    if (wanted === undefined || wanted === false) return [];
    const path = `expect.${name}`;
    if (name === 'at') {
      return (wanted as readonly ExpectedState[]).map((state, index) =>
        verdict(describeState(state), `${path}[${index}]`, stateAt(state, trace)),
      );
    }
    if (isListed(name)) {
      return (wanted as readonly string[]).map((word, index) =>
        verdict(`${name}: ${word}`, `${path}[${index}]`, listed[name](word, trace)),
      );
    }
    if (name === 'exitCodes' || name === 'waitingReasons') {
      return Object.entries(wanted as Readonly<Record<string, number | string>>).map(([container, value]) =>
        verdict(
          `${name}: ${container}: ${value}`,
          `${path}.${container}`,
          typeof value === 'number' ? judgeExitCode(container, value, trace) : judgeWaiting(container, value, trace),
        ),
      );
    }
    const judgeIt = single[name as keyof typeof single] as Judge<unknown> | undefined;
    return judgeIt === undefined ? [] : [verdict(`${name}: ${String(wanted)}`, path, judgeIt(wanted, trace))];
  });
}

function verdict(expectation: string, path: string, { seq, ...finding }: Finding): Verdict {
  return { expectation, path, ...finding, ...(seq === undefined ? {} : { seq }) };
}

const single: {
  readonly [K in Exclude<keyof Expectations, 'at' | 'exitCodes' | 'waitingReasons' | keyof typeof listed>]-?: Judge<
    NonNullable<Expectations[K]>
  >;
} = {
  readyWithin: (length, trace) => {
    const words = { in: say.readyAfter, late: say.readyOnlyAfter, not: say.notReadyIn };
    return within(words, firstReady(trace), length, trace);
  },
  neverReady: (_, trace) => {
    const first = firstReady(trace);
    return never(first, trace, say.neverReady, (at) => say.readyAfter({ at }));
  },
  staysReady: (_, trace) => readyThroughout(trace, say.wasNeverReady, say.staysReady, say.noLongerReady),
  endpointsAtLeast: (count, trace) => {
    if (count > 1) return { holds: false, atMs: 0, message: say.oneEndpointOnly() };
    if (count === 0) return { holds: true, atMs: trace.endMs, message: say.noEndpointAsked() };
    return readyThroughout(trace, say.endpointWasNeverReady, say.endpointStaysReady, say.endpointNoLongerReady);
  },
  startOrder: (names, trace) => judgeOrder(names, trace, 'start'),
  exitOrder: (names, trace) => judgeOrder(names, trace, 'exited'),
  outcome: (_, { endMs }) => ({ holds: false, atMs: endMs, message: say.onlyRollout() }),
  succeeded: (_, { endMs }) => ({ holds: false, atMs: endMs, message: say.onlyRollout() }),
  failed: (_, { endMs }) => ({ holds: false, atMs: endMs, message: say.onlyRollout() }),
  failedRequests: (most, { requests, endMs }) => judgeRequests(most, requests, endMs, 1),
  neverRestarted: (_, trace) => restarts(0, trace),
  restartsAtMost: restarts,
  completesWithin: (length, trace) => {
    const done = statusEntries(trace).find(({ status }) => status.phase === 'Succeeded');
    const words = { in: say.completedAfter, late: say.completedOnlyAfter, not: say.notCompletedIn };
    return within(words, done, length, trace);
  },
  goneWithin: (length, trace) => {
    const api = trace.entries.filter((entry) => entry.kind === 'api');
    const deleted = api.find(({ call }) => call === 'deleted');
    if (deleted === undefined) return { holds: false, atMs: trace.endMs, message: say.neverDeleted() };
    const removed = api.find(({ call }) => call === 'removed');
    const words = { in: say.goneAfter, late: say.goneOnlyAfter, not: say.notGoneIn };
    return within(words, removed, length, trace, deleted.atMs);
  },
  neverKilled: (_, trace) =>
    never(firstKilled(trace), trace, say.notKilled, (_, { seq }) => paragraph([explain(trace, seq), say.didNotEnd()])),
};

const listed = {
  eventsSeen: (reason, trace) =>
    sometime(
      eventOf(reason, trace),
      trace,
      (at) => say.eventSeen({ reason, at }),
      (length) => say.eventNotSeen({ reason, length }),
    ),
  eventsNeverSeen: (reason, trace) =>
    never(
      eventOf(reason, trace),
      trace,
      ({ length }) => say.eventNotSeen({ reason, length }),
      (_, { seq }) => explain(trace, seq),
    ),
  eventMessagesSeen: (part, trace) =>
    sometime(
      trace.entries.find((entry) => entry.kind === 'event' && entry.event.message.includes(part)),
      trace,
      (at) => say.messageSeen({ at }),
      (length) => say.messageNotSeen({ length }),
    ),
  statusSeen: (status, trace) =>
    sometime(
      firstWithStatus(status, trace),
      trace,
      (at) => say.statusSeen({ status, at }),
      (length) => say.statusNotSeen({ status, length }),
    ),
  statusNeverSeen: (status, trace) =>
    never(
      firstWithStatus(status, trace),
      trace,
      ({ length }) => say.statusNotSeen({ status, length }),
      (at, { seq }) => paragraph([say.statusSeen({ status, at }), explain(trace, seq)]),
    ),
} satisfies Record<string, Judge<string>>;

function isListed(name: string): name is keyof typeof listed {
  return Object.hasOwn(listed, name);
}

interface Words {
  readonly in: (given: { readonly at: Duration }) => Message;
  readonly late: (given: { readonly at: Duration }) => Message;
  readonly not: (given: { readonly length: Duration }) => Message;
}

/** Something must be so at most `length` after `fromMs`. */
function within(
  words: Words,
  entry: TraceEntry | undefined,
  length: string | number,
  trace: Trace,
  fromMs = 0,
): Finding {
  const limitMs = lengthMs(length) ?? 0;
  const deadlineMs = fromMs + limitMs;
  if (entry !== undefined && entry.atMs <= deadlineMs) {
    const message = words.in({ at: duration(entry.atMs - fromMs) });
    return { holds: true, atMs: entry.atMs, message, seq: entry.seq };
  }
  if (trace.endMs < deadlineMs) return tooShort(trace);
  const when =
    entry === undefined
      ? words.not({ length: duration(trace.endMs - fromMs) })
      : words.late({ at: duration(entry.atMs - fromMs) });
  const warning = lastWarning(trace, deadlineMs);
  const hint =
    warning === undefined
      ? []
      : [say.lastWarning({ at: duration(warning.atMs), warning: explain(trace, warning.seq) })];
  const message = paragraph([when, standing(trace, deadlineMs), ...hint]);
  return { holds: false, atMs: deadlineMs, message, seq: warning?.seq };
}

function tooShort({ endMs }: Trace): Finding {
  return { holds: false, atMs: endMs, message: say.tooShort({ length: duration(endMs) }) };
}

function never(
  entry: TraceEntry | undefined,
  { endMs }: Trace,
  didNot: (given: { readonly length: Duration }) => Message,
  happened: (at: Duration, entry: TraceEntry) => Message,
): Finding {
  return entry === undefined
    ? { holds: true, atMs: endMs, message: didNot({ length: duration(endMs) }) }
    : { holds: false, atMs: entry.atMs, message: happened(duration(entry.atMs), entry), seq: entry.seq };
}

function sometime(
  entry: TraceEntry | undefined,
  trace: Trace,
  does: (at: Duration) => Message,
  doesNot: (length: Duration) => Message,
): Finding {
  if (entry !== undefined) {
    return { holds: true, atMs: entry.atMs, message: does(duration(entry.atMs)), seq: entry.seq };
  }
  const { endMs } = trace;
  return { holds: false, atMs: endMs, message: paragraph([doesNot(duration(endMs)), standing(trace, endMs)]) };
}

/** From the first time that the pod is ready, it stays so until it is deleted or ends. */
function readyThroughout(
  trace: Trace,
  wasNever: () => Message,
  stayed: (given: { readonly at: Duration }) => Message,
  noLonger: (given: { readonly at: Duration }) => Message,
): Finding {
  const first = firstReady(trace);
  const { endMs } = trace;
  if (first === undefined) {
    return { holds: false, atMs: endMs, message: paragraph([wasNever(), standing(trace, endMs)]) };
  }
  const lost = statusEntries(trace).find(
    ({ seq, status }) =>
      seq > first.seq &&
      status.deletionAtMs === undefined &&
      status.phase !== 'Succeeded' &&
      status.phase !== 'Failed' &&
      !isReady(status),
  );
  if (lost === undefined) {
    return { holds: true, atMs: endMs, message: stayed({ at: duration(first.atMs) }), seq: first.seq };
  }
  const message = paragraph([noLonger({ at: duration(lost.atMs) }), explain(trace, lost.seq)]);
  return { holds: false, atMs: lost.atMs, message, seq: lost.seq };
}

function restarts(most: number, trace: Trace): Finding {
  const starts = restartsIn(trace);
  const tooMany = starts[most];
  if (tooMany === undefined) {
    const message = say.restarts({ count: starts.length, length: duration(trace.endMs) });
    return { holds: true, atMs: trace.endMs, message };
  }
  const at = duration(tooMany.atMs);
  const what = most === 0 ? say.restarted({ at }) : say.restartedTooOften({ at, number: most + 1 });
  const why = reasonOfRestart(trace, tooMany.seq) ?? tooMany;
  const message = paragraph([what, explain(trace, why.seq)]);
  return { holds: false, atMs: tooMany.atMs, message, seq: why.seq };
}

function stateAt(wanted: ExpectedState, trace: Trace): Finding {
  const atMs = wanted.atSeconds * 1000;
  if (trace.endMs < atMs) return tooShort(trace);
  const row = rowAt(trace, atMs);
  const entry = statusEntryAt(trace, atMs);
  const status = row === undefined ? undefined : entry?.status;
  const isSo =
    (wanted.gone === undefined || wanted.gone === (row === undefined)) &&
    (wanted.phase === undefined || wanted.phase === status?.phase) &&
    (wanted.status === undefined || wanted.status === row?.status) &&
    (wanted.ready === undefined || wanted.ready === (status !== undefined && isReady(status))) &&
    (wanted.restarts === undefined || wanted.restarts === restartCount(status)) &&
    Object.entries(wanted.conditions ?? {}).every(
      ([type, value]) => status !== undefined && conditionStatus(status, type) === value,
    );
  const phase = status === undefined ? [] : [say.phase({ phase: status.phase })];
  const message = paragraph([standing(trace, atMs), ...phase]);
  return { holds: isSo, atMs, message, seq: entry?.seq };
}

/** How a pod is to stand at a time, as YAML has it in one line: `at: { atSeconds: 60, ready: true }`. */
export function describeState(state: ExpectedState): string {
  const written = (fields: object): string =>
    `{ ${Object.entries(fields)
      .map(
        ([name, value]) => `${name}: ${typeof value === 'object' && value !== null ? written(value) : String(value)}`,
      )
      .join(', ')} }`;
  return `at: ${written(state)}`;
}

/** How the pod's row stands at a time. */
function standing(trace: Trace, atMs: number): Message {
  const row = rowAt(trace, atMs);
  const at = duration(atMs);
  if (row === undefined) return say.gone({ at });
  const count = restartCount(statusEntryAt(trace, atMs)?.status);
  return say.row({ at, ready: row.ready, status: row.status, count });
}

/** The last warning until then, which is mostly what holds the pod up. */
function lastWarning({ entries }: Trace, untilMs: number): TraceEntry | undefined {
  return entries.findLast((entry) => entry.kind === 'event' && entry.event.type === 'Warning' && entry.atMs <= untilMs);
}

function firstWithStatus(status: string, trace: Trace): TraceEntry | undefined {
  const found = changes(trace).find(({ row }) => row.status === status);
  return found && statusEntryAt(trace, found.atMs);
}

function eventOf(reason: string, trace: Trace): TraceEntry | undefined {
  return trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === reason);
}
