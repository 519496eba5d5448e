import { lastMomentMs } from './runs.ts';
import type { Trace } from './trace.ts';

/** How long the pod got no traffic after it had first got some. */
export function outOfServiceMs(trace: Trace): number {
  let total = 0;
  let outSinceMs: number | undefined;
  let joined = false;
  for (const entry of trace.entries) {
    if (entry.kind !== 'endpoint') continue;
    const serves = entry.endpoint?.ready === true;
    if (serves) {
      joined = true;
      if (outSinceMs !== undefined) total += entry.atMs - outSinceMs;
      outSinceMs = undefined;
    } else if (joined) {
      outSinceMs ??= entry.atMs;
    }
  }
  return outSinceMs === undefined ? total : total + lastMomentMs(trace) - outSinceMs;
}
