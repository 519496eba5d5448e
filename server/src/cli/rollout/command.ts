import type { Command } from 'commander';
import { presets } from '../../lifecycle/world/presets.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import { parseDurationOption } from '../durationOption.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { closing, examples, newCommand, newOption } from '../help.ts';
import { cliMessages as cli } from '../messages.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { watchOption } from '../watchOption.ts';
import { rolloutAll } from './all.ts';
import { rolloutMessages as say } from './messages.ts';
import { formats, type RolloutArguments, rollout } from './rollout.ts';
import { defaultStart, parseStart, schedule, scheduleAll } from './schedule.ts';

/** The words of `probewise rollout`. */
export function rolloutCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('rollout', say.summary(), say.description())
    .argument('<file>', formatter.text(cli.manifestArgument()))
    .addOption(newOption('--workload <name>', cli.workloadOption()))
    .addOption(newOption('--scenario <name|file>', say.scenarioOption()).default(presets[0]?.name))
    .addOption(newOption('--old-scenario <name|file>', say.oldScenarioOption()).default(presets[0]?.name))
    .addOption(newOption('--create', say.createOption()))
    .addOption(newOption('--schedule', say.scheduleOption()))
    .addOption(newOption('--start <time>', say.startOption()).argParser(parseStart).default(undefined, defaultStart))
    .addOption(
      newOption('--until <duration>', say.untilOption())
        .argParser(parseDurationOption)
        .default(undefined, formatter.text(say.untilDefault())),
    )
    .addOption(newOption('--kubernetes <release>', cli.simulatedRelease()).argParser(parseRelease))
    .addOption(featureGatesOption())
    .addOption(
      newOption('--format <format>', say.formatOption())
        .choices([...formats])
        .default('status'),
    )
    .addOption(newOption('--all', cli.allOption()))
    .addOption(watchOption())
    .addOption(newOption('--anyway', cli.anywayOption()))
    .addOption(valuesOption())
    .addOption(setOption())
    .addHelpText('after', closing(say.presets(), terminal))
    .addHelpText(
      'after',
      examples([
        ['$ probewise rollout web.yaml', say.updateTime()],
        ['$ probewise rollout web.yaml --scenario crash-on-boot --until 1h', say.brokenImage()],
        ['$ probewise rollout job.yaml --scenario fails --format table', say.retries()],
        ['$ probewise rollout backup.yaml --schedule', say.jobsOfWeek()],
      ]),
    )
    .addHelpText('after', closing(say.exitCodes(), terminal))
    .action(async (file: string, options: RolloutArguments) => {
      const [one, all] = options.schedule === true ? [schedule, scheduleAll] : [rollout, rolloutAll];
      const run = options.all === true ? all : one;
      onExit(await run(file, options, terminal));
    });
}
