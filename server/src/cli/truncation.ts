import { duration } from '../base/message.ts';
import type { Trace } from '../lifecycle/trace/trace.ts';
import { formatter } from './formatter.ts';
import { cliMessages as say } from './messages.ts';
import type { Terminal } from './terminal.ts';

/** Says on the standard error stream that a limit ended a simulation before its time. */
export function reportTruncation({ truncated }: Pick<Trace, 'truncated'>, { stderr }: Terminal): void {
  if (truncated === undefined) return;
  const ends = truncated.limit === 'entries' ? say.tooManyEntries : say.tooManySteps;
  stderr.write(`${formatter.text(ends({ length: duration(truncated.atMs) }))}\n`);
}
