import type { Trace, TraceEntry } from '../../../server/src/lifecycle/trace.ts';

/** What an entry is, whatever its time: the third liveness failure of `app` stays that after an edit of the manifest. */
function identityOf(entry: TraceEntry): string {
  switch (entry.kind) {
    case 'event':
      return `event ${entry.event.reason} ${entry.event.field ?? ''}`;
    case 'probe':
      return `probe ${entry.probe.container} ${entry.probe.type} ${entry.probe.result}`;
    case 'hook':
      return `hook ${entry.hook.container} ${entry.hook.type}`;
    case 'cri':
      return `cri ${entry.call.op} ${entry.call.container ?? ''}`;
    case 'world':
      return `world ${entry.happening} ${entry.container ?? ''}`;
    case 'api':
      return `api ${entry.call}`;
    case 'status':
    case 'endpoint':
      return entry.kind;
  }
}

/** The entry of `after` that corresponds to entry `seq` of `before`: the same thing, happening for the same nth time. */
export function correspondingEntry(before: Trace, seq: number, after: Trace): number | undefined {
  const entry = before.entries[seq];
  if (!entry) return undefined;
  const identity = identityOf(entry);
  let nth = 0;
  for (const other of before.entries) {
    if (other.seq >= seq) break;
    if (identityOf(other) === identity) nth++;
  }
  for (const other of after.entries) {
    if (identityOf(other) !== identity) continue;
    if (nth === 0) return other.seq;
    nth--;
  }
  return undefined;
}

/**
 * The moment that tells most about the history: the first restart or failure that had a consequence, else the moment
 * the pod became ready.
 */
export function keyMoment(trace: Trace): TraceEntry | undefined {
  const { entries } = trace;
  return (
    entries.find((entry) => entry.kind === 'event' && entry.event.reason === 'Killing') ??
    entries.find(
      (entry) =>
        entry.kind === 'probe' && entry.probe.result === 'failure' && entry.probe.inARow === entry.probe.threshold,
    ) ??
    entries.find((entry) => entry.kind === 'cri' && entry.call.op === 'exited' && entry.call.exitCode !== 0) ??
    entries.find((entry) => entry.kind === 'event' && entry.event.type === 'Warning') ??
    entries.find((entry) => entry.kind === 'endpoint' && entry.endpoint?.ready === true) ??
    entries.at(-1)
  );
}

/** What the keys for "next" and "previous" stop at: everything but bookkeeping of the runtime and status writes. */
export function isStop(entry: TraceEntry): boolean {
  return entry.kind === 'event' || entry.kind === 'probe' || entry.kind === 'hook' || entry.kind === 'endpoint';
}
