import type { Command } from 'commander';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { examples, newCommand } from '../help.ts';
import type { Terminal } from '../terminal.ts';
import { explain } from './explain.ts';
import { explainCommandMessages as say } from './messages.ts';

/** The words of `probewise explain`. */
export function explainCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('explain', say.summary(), say.description())
    .argument('<state>', formatter.text(say.subject()))
    .addHelpText('after', examples([['$ probewise explain CrashLoopBackOff']]))
    .action((subject: string) => onExit(explain(subject, terminal)));
}
