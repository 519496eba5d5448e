import type { Command } from 'commander';
import { setOption, valuesOption } from '../chartOptions.ts';
import { parseDurationOption } from '../durationOption.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { closing, examples, newCommand, newOption } from '../help.ts';
import { cliMessages as cli } from '../messages.ts';
import type { Terminal } from '../terminal.ts';
import { tuneCommandMessages as say } from './messages.ts';
import { formats, type TuneArguments, tune } from './tune.ts';

/** The words of `probewise tune`. */
export function tuneCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  const time = (flags: string, what: () => ReturnType<typeof say.startOption>) =>
    newOption(`${flags} <duration>`, what()).argParser(parseDurationOption);
  return newCommand('tune', say.summary(), say.description())
    .argument('<file>', formatter.text(cli.manifestArgument()))
    .addOption(newOption('--workload <name>', cli.workloadOption()))
    .addOption(newOption('--container <name>', say.containerOption()))
    .addOption(time('--start', say.startOption))
    .addOption(time('--restart', say.restartOption))
    .addOption(time('--traffic', say.trafficOption))
    .addOption(time('--outage', say.outageOption))
    .addOption(newOption('--write', say.writeOption()))
    .addOption(
      newOption('--format <format>', say.formatOption())
        .choices([...formats])
        .default('text'),
    )
    .addOption(valuesOption())
    .addOption(setOption())
    .addHelpText('after', examples([['$ probewise tune web.yaml --restart 1m --outage 20s', say.quickRestart()]]))
    .addHelpText('after', closing(say.exitCodes(), terminal))
    .action(async (file: string, options: TuneArguments) => onExit(await tune(file, options, terminal)));
}
