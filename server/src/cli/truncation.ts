import { humanDuration } from '../kubernetes/duration.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import type { Terminal } from './terminal.ts';

/** Says on the standard error stream that a limit ended a simulation before its time. */
export function reportTruncation({ truncated }: Pick<Trace, 'truncated'>, { stderr }: Terminal): void {
  if (truncated === undefined) return;
  const what = truncated.limit === 'entries' ? 'entries to keep' : 'steps to go on';
  stderr.write(`The simulation ends after ${humanDuration(truncated.atMs)}: it has too many ${what}.\n`);
}
