import type { Command } from 'commander';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { examples, invalid, newCommand, newOption } from '../help.ts';
import type { Terminal } from '../terminal.ts';
import { type ExplainArguments, explain, formats } from './explain.ts';
import { explainCommandMessages as say } from './messages.ts';

/** The words of `probewise explain`. */
export function explainCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('explain', say.summary(), say.description())
    .argument('<state|file>', formatter.text(say.subject()))
    .addOption(
      newOption('--format <format>', say.formatOption())
        .choices([...formats])
        .default('text'),
    )
    .addOption(newOption('--now <time>', say.nowOption()).argParser(parseTime))
    .addHelpText(
      'after',
      examples([
        ['$ probewise explain CrashLoopBackOff'],
        ['$ kubectl get pod web-0 -o yaml | probewise explain -', say.fromCluster()],
      ]),
    )
    .action(async (subject: string, options: ExplainArguments) => onExit(await explain(subject, options, terminal)));
}

function parseTime(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid(say.writeTime());
  return ms;
}
