import { causes } from './causes.ts';
import type { Trace, TraceEntry } from './trace.ts';

/** What made a container start again, from an entry that follows from that: the kill, or the end of it by itself. */
export function reasonOfRestart(trace: Trace, seq: number): TraceEntry | undefined {
  const chain = causes(trace, seq).flatMap((link) => (link.kind === 'entry' ? [link.entry] : []));
  const kill = chain.find((entry) => entry.kind === 'event' && entry.event.reason === 'Killing');
  return kill ?? chain.find((entry) => entry.kind === 'cri' && entry.call.op === 'exited');
}
