import type { Trace, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';

/** What an entry is, whatever its time: the third liveness failure of `app` stays that after an edit of the manifest. */
export function identityOf(entry: TraceEntry): string {
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
      return `world ${JSON.stringify(entry.fact)}`;
    case 'api':
      return `api ${entry.call}`;
    case 'status':
    case 'endpoint':
      return entry.kind;
  }
}

/**
 * The moment that tells most about the history: the first thing that went wrong and had a consequence, else the moment
 * the pod got traffic.
 */
export function keyMoment(trace: Trace): TraceEntry | undefined {
  for (const matters of inOrderOfWeight()) {
    const entry = trace.entries.find(matters);
    if (entry) return entry;
  }
  return trace.entries.at(-1);
}

function inOrderOfWeight(): ((entry: TraceEntry) => boolean)[] {
  let served = false;
  return [
    (entry) => entry.kind === 'event' && entry.event.reason === 'Killing',
    (entry) => entry.kind === 'cri' && entry.call.op === 'exited' && entry.call.exitCode !== 0,
    (entry) => entry.kind === 'event' && entry.event.type === 'Warning' && entry.event.reason !== 'Unhealthy',
    (entry) => {
      if (entry.kind !== 'endpoint') return false;
      const lost = served && entry.endpoint?.ready !== true;
      served ||= entry.endpoint?.ready === true;
      return lost;
    },
    (entry) => entry.kind === 'endpoint' && entry.endpoint?.ready === true,
    (entry) =>
      entry.kind === 'probe' && entry.probe.result === 'failure' && entry.probe.inARow === entry.probe.threshold,
  ];
}

/** What the keys for "next" and "previous" stop at: everything but bookkeeping of the runtime and status writes. */
export function isStop(entry: TraceEntry): boolean {
  return entry.kind === 'event' || entry.kind === 'probe' || entry.kind === 'hook' || entry.kind === 'endpoint';
}
