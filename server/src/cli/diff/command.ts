import type { Command } from 'commander';
import { listed } from '../../base/message.ts';
import { usualScenarios } from '../../features/compare/compareManifests.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { closing, examples, newCommand, newOption } from '../help.ts';
import { cliMessages as cli } from '../messages.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { type DiffArguments, diff } from './diff.ts';
import { diffMessages as say } from './messages.ts';
import { formats } from './print.ts';

/** The words of `probewise diff`. */
export function diffCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('diff', say.summary(), say.description())
    .argument('<path...>', formatter.text(say.pathArgument()))
    .addOption(newOption('--from <release>', say.fromOption()).argParser(parseRelease))
    .addOption(newOption('--to <release>', say.toOption()).argParser(parseRelease))
    .addOption(
      newOption('--scenario <name|file>', say.scenarioOption({ presets: listed(usualScenarios) })).argParser(
        (text: string, before: readonly string[] = []) => [...before, text],
      ),
    )
    .addOption(newOption('--kubernetes <release>', cli.simulatedRelease()).argParser(parseRelease))
    .addOption(featureGatesOption())
    .addOption(
      newOption('--format <format>', say.formatOption())
        .choices([...formats])
        .default('text'),
    )
    .addOption(valuesOption())
    .addOption(setOption())
    .addHelpText(
      'after',
      examples([
        ['$ probewise diff web.old.yaml web.yaml', say.otherVersion()],
        ['$ probewise diff --from 1.34 --to 1.37 deploy/', say.anotherRelease()],
      ]),
    )
    .addHelpText('after', closing(say.exitCodes(), terminal))
    .action(async (paths: string[], options: DiffArguments) => onExit(await diff(paths, options, terminal)));
}
