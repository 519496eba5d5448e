import { causes } from './causes.ts';
import type { ProbeExecution, Trace } from './trace.ts';

/** Failed attempts of a probe in a row. */
export interface FailedAttempts {
  /** The last one. */
  readonly probe: ProbeExecution;
  /** When each of them ended, as far back as they count. */
  readonly atMs: readonly number[];
}

/** The run of failed attempts that brought an entry about; undefined where no probe had failed. */
export function failedAttemptsBehind(trace: Trace, seq: number): FailedAttempts | undefined {
  const link = causes(trace, seq).find((candidate) => candidate.kind === 'entry' && candidate.entry.kind === 'probe');
  if (link?.kind !== 'entry' || link.entry.kind !== 'probe' || link.entry.probe.result !== 'failure') return undefined;
  const { probe } = link.entry;
  const atMs: number[] = [];
  for (let index = link.entry.seq; index >= 0 && atMs.length < probe.threshold; index--) {
    const entry = trace.entries[index];
    if (entry?.kind !== 'probe') continue;
    const { container, type, result } = entry.probe;
    // Such a result counts neither way.
    if (container !== probe.container || type !== probe.type || result === 'unknown') continue;
    if (result !== 'failure') break;
    atMs.unshift(entry.atMs);
  }
  return { probe, atMs };
}
