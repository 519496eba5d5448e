/** `probewise explain`: what a state means. */
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal.ts';
import { explainState } from './state.ts';

export function explain(subject: string, terminal: Terminal): ExitCode {
  terminal.stdout.write(explainState(subject, terminal.stdout));
  return exitCodes.ok;
}
