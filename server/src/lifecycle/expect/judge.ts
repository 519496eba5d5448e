import { humanDuration } from '../../kubernetes/duration.ts';
import { explain } from '../explain/explain.ts';
import { counted, ordinal, secondsText } from '../explain/sentences.ts';
import { changes, rowAt } from '../kubectl/row.ts';
import { reasonOfRestart } from '../trace/restart.ts';
import { firstReady, isReady, restartCount, statusEntries, statusEntryAt } from '../trace/statuses.ts';
import type { EntryOf, Trace, TraceEntry } from '../trace/trace.ts';
import { type Expectations, type ExpectedState, lengthMs } from '../world/expectations.ts';

/** Whether something that was expected came true. */
export interface Verdict {
  /** The expectation as it is written, e.g. `readyWithin: 60s`. */
  readonly expectation: string;
  /** Where it is written in the scenario, e.g. `expect.readyWithin`. */
  readonly path: string;
  readonly holds: boolean;
  /** When it was decided. */
  readonly atMs: number;
  /** What happened, in a sentence or two. */
  readonly message: string;
  /** The entry of the trace that decided it. */
  readonly seq?: number;
}

interface Finding {
  readonly holds: boolean;
  readonly atMs: number;
  readonly message: string;
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
    const judgeIt = single[name as keyof typeof single] as Judge<unknown> | undefined;
    return judgeIt === undefined ? [] : [verdict(`${name}: ${String(wanted)}`, path, judgeIt(wanted, trace))];
  });
}

function verdict(expectation: string, path: string, { seq, ...finding }: Finding): Verdict {
  return { expectation, path, ...finding, ...(seq === undefined ? {} : { seq }) };
}

const single: {
  readonly [K in Exclude<keyof Expectations, 'at' | keyof typeof listed>]-?: Judge<NonNullable<Expectations[K]>>;
} = {
  readyWithin: (length, trace) => {
    const first = firstReady(trace);
    return within('ready', 'is ready', first, length, trace);
  },
  neverReady: (_, trace) => {
    const first = firstReady(trace);
    return never(
      first,
      trace,
      () => `The pod is ready after ${secondsText(first?.atMs ?? 0)}.`,
      'the pod was never ready',
    );
  },
  staysReady: (_, trace) => readyThroughout(trace, 'The pod', 'was never ready', 'stayed ready'),
  endpointsAtLeast: (count, trace) => {
    if (count > 1) return { holds: false, atMs: 0, message: 'One pod alone has no more than one endpoint.' };
    if (count === 0) return { holds: true, atMs: trace.endMs, message: 'No endpoint is asked for.' };
    return readyThroughout(trace, 'The endpoint', 'was never ready', 'stayed ready');
  },
  neverRestarted: (_, trace) => restarts(0, trace),
  restartsAtMost: restarts,
  completesWithin: (length, trace) => {
    const done = statusEntries(trace).find(({ status }) => status.phase === 'Succeeded');
    return within('completed', 'has completed', done, length, trace);
  },
  goneWithin: (length, trace) => {
    const api = trace.entries.filter((entry) => entry.kind === 'api');
    const deleted = api.find(({ call }) => call === 'deleted');
    if (deleted === undefined) return { holds: false, atMs: trace.endMs, message: 'The pod is never deleted.' };
    return within(
      'gone',
      'is gone',
      api.find(({ call }) => call === 'removed'),
      length,
      trace,
      deleted.atMs,
    );
  },
  neverKilled: (_, trace) => {
    const killed = trace.entries.find((entry) => isKilled(entry, trace));
    const text = killed === undefined ? '' : explain(trace, killed.seq);
    return never(killed, trace, () => `${text} It did not end by itself in its grace.`, 'nothing needed SIGKILL');
  },
};

const listed = {
  eventsSeen: (reason, trace) => {
    const found = eventOf(reason, trace);
    return sometime(found, trace, `${reason} is reported`, `No event ${reason} was reported`);
  },
  eventsNeverSeen: (reason, trace) => {
    const found = eventOf(reason, trace);
    return never(found, trace, () => explain(trace, found?.seq ?? 0), `no event ${reason} was reported`);
  },
  statusSeen: (status, trace) => {
    const found = changes(trace).find(({ row }) => row.status === status);
    const entry = found && statusEntryAt(trace, found.atMs);
    return sometime(entry, trace, `STATUS is ${status}`, `STATUS never was ${status}`);
  },
  statusNeverSeen: (status, trace) => {
    const found = changes(trace).find(({ row }) => row.status === status);
    const entry = found && statusEntryAt(trace, found.atMs);
    return never(
      entry,
      trace,
      () => `STATUS is ${status} after ${secondsText(entry?.atMs ?? 0)}. ${explain(trace, entry?.seq ?? 0)}`,
      `STATUS never was ${status}`,
    );
  },
} satisfies Record<string, Judge<string>>;

function isListed(name: string): name is keyof typeof listed {
  return Object.hasOwn(listed, name);
}

/** Something must be so at most `length` after `fromMs`. */
function within(
  what: string,
  does: string,
  entry: TraceEntry | undefined,
  length: string | number,
  trace: Trace,
  fromMs = 0,
): Finding {
  const limitMs = lengthMs(length) ?? 0;
  const deadlineMs = fromMs + limitMs;
  if (entry !== undefined && entry.atMs <= deadlineMs) {
    const message = `The pod ${does} after ${secondsText(entry.atMs - fromMs)}.`;
    return { holds: true, atMs: entry.atMs, message, seq: entry.seq };
  }
  if (trace.endMs < deadlineMs) {
    const message = `The simulation ends after ${secondsText(trace.endMs)}, before that can be told.`;
    return { holds: false, atMs: trace.endMs, message };
  }
  const when =
    entry === undefined
      ? `The pod is not ${what} in ${humanDuration(trace.endMs - fromMs)}`
      : `The pod ${does} only after ${secondsText(entry.atMs - fromMs)}`;
  const hint = obstacle(trace, deadlineMs);
  return {
    holds: false,
    atMs: deadlineMs,
    message: `${when}.${standing(trace, deadlineMs)}${hint.text}`,
    seq: hint.seq,
  };
}

function never(entry: TraceEntry | undefined, trace: Trace, happened: () => string, didNot: string): Finding {
  return entry === undefined
    ? { holds: true, atMs: trace.endMs, message: `In ${humanDuration(trace.endMs)} ${didNot}.` }
    : { holds: false, atMs: entry.atMs, message: happened(), seq: entry.seq };
}

function sometime(entry: TraceEntry | undefined, trace: Trace, does: string, never: string): Finding {
  return entry === undefined
    ? {
        holds: false,
        atMs: trace.endMs,
        message: `${never} in ${humanDuration(trace.endMs)}.${standing(trace, trace.endMs)}`,
      }
    : { holds: true, atMs: entry.atMs, message: `${does} after ${secondsText(entry.atMs)}.`, seq: entry.seq };
}

/** From the first time that the pod is ready, it stays so until it is deleted or ends. */
function readyThroughout(trace: Trace, who: string, wasNever: string, stayed: string): Finding {
  const first = firstReady(trace);
  if (first === undefined) {
    return { holds: false, atMs: trace.endMs, message: `${who} ${wasNever}.${standing(trace, trace.endMs)}` };
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
    const message = `${who} ${stayed} from ${secondsText(first.atMs)} on.`;
    return { holds: true, atMs: trace.endMs, message, seq: first.seq };
  }
  const message = `${who} is not ready any more after ${secondsText(lost.atMs)}. ${explain(trace, lost.seq)}`;
  return { holds: false, atMs: lost.atMs, message, seq: lost.seq };
}

function restarts(most: number, trace: Trace): Finding {
  const starts = trace.entries.filter(
    (entry): entry is EntryOf<'cri'> =>
      entry.kind === 'cri' && entry.call.op === 'start' && (entry.call.instance ?? 0) > 0,
  );
  const tooMany = starts[most];
  if (tooMany === undefined) {
    const message = `In ${humanDuration(trace.endMs)} there ${starts.length === 1 ? 'is' : 'are'} ${counted(starts.length, 'restart')}.`;
    return { holds: true, atMs: trace.endMs, message };
  }
  const number = most === 0 ? 'restarted' : `restarted for the ${ordinal(most + 1)} time`;
  const why = reasonOfRestart(trace, tooMany.seq) ?? tooMany;
  const message = `${tooMany.call.container} is ${number} after ${secondsText(tooMany.atMs)}. ${explain(trace, why.seq)}`;
  return { holds: false, atMs: tooMany.atMs, message, seq: why.seq };
}

function stateAt(wanted: ExpectedState, trace: Trace): Finding {
  const atMs = wanted.atSeconds * 1000;
  if (trace.endMs < atMs) {
    const message = `The simulation ends after ${secondsText(trace.endMs)}, before that can be told.`;
    return { holds: false, atMs: trace.endMs, message };
  }
  const row = rowAt(trace, atMs);
  const entry = statusEntryAt(trace, atMs);
  const status = row === undefined ? undefined : entry?.status;
  const isSo =
    (wanted.gone === undefined || wanted.gone === (row === undefined)) &&
    (wanted.phase === undefined || wanted.phase === status?.phase) &&
    (wanted.status === undefined || wanted.status === row?.status) &&
    (wanted.ready === undefined || wanted.ready === (status !== undefined && isReady(status))) &&
    (wanted.restarts === undefined || wanted.restarts === restartCount(status));
  const phase = status === undefined ? '' : ` Its phase is ${status.phase}.`;
  const message = `${standing(trace, atMs).trim()}${phase}`;
  return { holds: isSo, atMs, message, seq: entry?.seq };
}

function describeState({ atSeconds, ...wanted }: ExpectedState): string {
  const parts = Object.entries(wanted).map(([name, value]) => `${name}: ${String(value)}`);
  return `at ${secondsText(atSeconds * 1000)}: ${parts.join(', ')}`;
}

/** How the pod's row stands at a time. */
function standing(trace: Trace, atMs: number): string {
  const row = rowAt(trace, atMs);
  const what =
    row === undefined ? 'the pod is gone' : `kubectl shows ${row.ready} ${row.status}, ${row.restarts} restarts`;
  return ` At ${secondsText(atMs)} ${what}.`;
}

/** The last warning until then, which is mostly what holds the pod up. */
function obstacle(trace: Trace, untilMs: number): { readonly text: string; readonly seq: number | undefined } {
  const warning = trace.entries.findLast(
    (entry) => entry.kind === 'event' && entry.event.type === 'Warning' && entry.atMs <= untilMs,
  );
  return warning === undefined
    ? { text: '', seq: undefined }
    : { text: ` The last warning, at ${secondsText(warning.atMs)}: ${explain(trace, warning.seq)}`, seq: warning.seq };
}

function isKilled(entry: TraceEntry, trace: Trace): boolean {
  if (entry.kind !== 'cri' || entry.call.op !== 'exited') return false;
  const { container, instance } = entry.call;
  const stop = trace.entries.findLast(
    (other) =>
      other.seq < entry.seq &&
      other.kind === 'cri' &&
      other.call.op === 'stop' &&
      other.call.container === container &&
      other.call.instance === instance,
  );
  if (stop?.kind !== 'cri') return false;
  return entry.call.exitCode === 137 && entry.atMs - stop.atMs >= (stop.call.timeoutSeconds ?? 0) * 1000;
}

function eventOf(reason: string, trace: Trace): TraceEntry | undefined {
  return trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === reason);
}
