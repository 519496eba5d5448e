/** Whether containers started, ended and waited as was expected. */
import { duration, listed, type Message } from '../../base/message.ts';
import { statusEntries } from '../trace/statuses.ts';
import type { EntryOf, Trace } from '../trace/trace.ts';
import { verdictMessages as say } from './messages.ts';

interface Finding {
  readonly holds: boolean;
  readonly atMs: number;
  readonly message: Message;
  readonly seq?: number;
}

type Call = EntryOf<'cri'>;

/** One verdict for the order of all: those that are not named may come at any time. */
export function judgeOrder(wanted: readonly string[], trace: Trace, what: 'start' | 'exited'): Finding {
  const calls = new Map<string, Call>();
  for (const entry of trace.entries) {
    if (entry.kind !== 'cri' || entry.call.op !== what || entry.call.error !== undefined) continue;
    const { container = '' } = entry.call;
    // The first start, the last end.
    if (what === 'exited' || !calls.has(container)) calls.set(container, entry);
  }
  const missing = wanted.find((name) => !calls.has(name));
  if (missing !== undefined) {
    const message = what === 'start' ? say.neverStarted : say.neverEnded;
    return { holds: false, atMs: trace.endMs, message: message({ container: missing, length: duration(trace.endMs) }) };
  }
  const order = wanted.map((name) => calls.get(name)!);
  const wrong = order.find((call, index) => index > 0 && call.seq < order[index - 1]!.seq);
  const seen = [...order].sort((a, b) => a.seq - b.seq).map(({ call }) => call.container ?? '');
  const message = what === 'start' ? say.startOrder : say.exitOrder;
  const { atMs, seq } = wrong ?? order.at(-1) ?? { atMs: 0, seq: 0 };
  return { holds: wrong === undefined, atMs, message: message({ containers: listed(seen) }), seq };
}

export function judgeExitCode(container: string, wanted: number, trace: Trace): Finding {
  const last = trace.entries.findLast(
    (entry): entry is Call => entry.kind === 'cri' && entry.call.op === 'exited' && entry.call.container === container,
  );
  if (last === undefined) {
    return { holds: false, atMs: trace.endMs, message: say.neverEnded({ container, length: duration(trace.endMs) }) };
  }
  const { exitCode = 0 } = last.call;
  const message = say.exitCode({ container, exitCode, at: duration(last.atMs) });
  return { holds: exitCode === wanted, atMs: last.atMs, message, seq: last.seq };
}

export function judgeWaiting(container: string, wanted: string, trace: Trace): Finding {
  const reasons = new Set<string>();
  for (const { status, atMs, seq } of statusEntries(trace)) {
    const all = [...status.initContainerStatuses, ...status.containerStatuses];
    const state = all.find(({ name }) => name === container)?.state;
    if (state?.type !== 'waiting') continue;
    if (state.reason === wanted) {
      return { holds: true, atMs, message: say.waited({ container, reason: wanted, at: duration(atMs) }), seq };
    }
    reasons.add(state.reason);
  }
  const message =
    reasons.size === 0
      ? say.neverWaited({ container, length: duration(trace.endMs) })
      : say.waitedFor({ container, reasons: listed([...reasons]) });
  return { holds: false, atMs: trace.endMs, message };
}
