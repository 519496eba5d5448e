import { lengthMs } from '../lifecycle/world/expectations.ts';
import { invalid } from './help.ts';
import { cliMessages as say } from './messages.ts';

/** The value of an option that is a length of time, in milliseconds. */
export function parseDurationOption(text: string): number {
  const ms = lengthMs(text);
  if (ms === undefined) throw invalid(say.writeDuration());
  return ms;
}
