import type { Command } from 'commander';
import { failOnOption } from '../check/severities.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { examples, newCommand, newOption } from '../help.ts';
import type { Terminal } from '../terminal.ts';
import { type MergeArguments, merge } from './merge.ts';
import { mergeMessages as say } from './messages.ts';

/** The words of `probewise merge`. */
export function mergeCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('merge', say.summary(), say.description())
    .argument('<report...>', formatter.text(say.files()))
    .addOption(newOption('--output <file>', say.outputOption()))
    .addOption(failOnOption())
    .addHelpText('after', examples([['$ probewise merge shard-*.sarif --output probewise.sarif']]))
    .action((files: string[], options: MergeArguments) => onExit(merge(files, options, terminal)));
}
