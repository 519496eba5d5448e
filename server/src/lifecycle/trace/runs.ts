import type { EntryOf, Trace } from './trace.ts';

/** One life of a container, from the runtime's start to the exit of its process. */
export interface Run {
  readonly instance: number;
  readonly startMs: number;
  readonly startEntry: number;
  /** When the kubelet asked it to stop. */
  readonly stopMs?: number;
  readonly stopEntry?: number;
  /** Absent while it still runs at the end of the trace. */
  readonly exitMs?: number;
  readonly exitEntry?: number;
  readonly exitCode?: number;
}

/** The lives of a container, in order. */
export function runsOf(trace: Trace, container: string): Run[] {
  const runs: Run[] = [];
  for (const entry of trace.entries) {
    if (entry.kind !== 'cri' || entry.call.container !== container) continue;
    const { op, instance = 0, exitCode, error } = entry.call;
    if (op === 'start' && error === undefined) {
      runs.push({ instance, startMs: entry.atMs, startEntry: entry.seq });
      continue;
    }
    const index = runs.findLastIndex((run) => run.instance === instance);
    const run = runs[index];
    if (!run || run.exitMs !== undefined) continue;
    if (op === 'stop' && run.stopMs === undefined) runs[index] = { ...run, stopMs: entry.atMs, stopEntry: entry.seq };
    if (op === 'exited') {
      runs[index] = {
        ...run,
        exitMs: entry.atMs,
        exitEntry: entry.seq,
        ...(exitCode === undefined ? {} : { exitCode }),
      };
    }
  }
  return runs;
}

/** When the pod's history ends: with its removal, or where the simulation stops. */
export function lastMomentMs(trace: Trace): number {
  const removed = trace.entries.find((entry) => entry.kind === 'api' && entry.call === 'removed');
  return removed?.atMs ?? trace.endMs;
}

export interface Pull {
  readonly fromMs: number;
  readonly toMs: number;
  readonly entry: number;
}

/** When images were pulled for a container. Pulls that took no time are left out. */
export function pullsOf(trace: Trace, container: string): Pull[] {
  const pulls: Pull[] = [];
  let begun: { atMs: number; seq: number } | undefined;
  for (const entry of trace.entries) {
    if (entry.kind !== 'cri' || entry.call.container !== container) continue;
    if (entry.call.op === 'pull') begun = entry;
    if (entry.call.op === 'pulled' && begun) {
      if (entry.atMs > begun.atMs) pulls.push({ fromMs: begun.atMs, toMs: entry.atMs, entry: begun.seq });
      begun = undefined;
    }
  }
  if (begun) pulls.push({ fromMs: begun.atMs, toMs: trace.endMs, entry: begun.seq });
  return pulls;
}

type Call = EntryOf<'cri'>;

/** How long a run had lasted when its process exited; undefined where it never started. */
export function ranForMs({ entries }: Trace, { atMs, call }: Call): number | undefined {
  const start = entries.find(
    (entry) =>
      entry.kind === 'cri' &&
      entry.call.op === 'start' &&
      entry.call.container === call.container &&
      entry.call.instance === call.instance,
  );
  return start === undefined ? undefined : atMs - start.atMs;
}

/** The last end of a container's process before an entry. */
export function lastExitBefore({ entries }: Trace, container: string, seq: number): Call | undefined {
  return entries
    .slice(0, seq)
    .findLast(
      (entry): entry is Call =>
        entry.kind === 'cri' && entry.call.op === 'exited' && entry.call.container === container,
    );
}

/** Every start of a container but the first, those of init containers included. */
export function restartsIn({ entries }: Trace): Call[] {
  return entries.filter(
    (entry): entry is Call => entry.kind === 'cri' && entry.call.op === 'start' && (entry.call.instance ?? 0) > 0,
  );
}

/** The first end of a container that SIGKILL brought about: it had not ended by itself in its grace. */
export function firstKilled({ entries }: Trace): Call | undefined {
  return entries.find((entry): entry is Call => {
    if (entry.kind !== 'cri' || entry.call.op !== 'exited' || entry.call.exitCode !== 137) return false;
    const { container, instance } = entry.call;
    const stop = entries.findLast(
      (other): other is Call =>
        other.seq < entry.seq &&
        other.kind === 'cri' &&
        other.call.op === 'stop' &&
        other.call.container === container &&
        other.call.instance === instance,
    );
    return stop !== undefined && entry.atMs - stop.atMs >= (stop.call.timeoutSeconds ?? 0) * 1000;
  });
}
