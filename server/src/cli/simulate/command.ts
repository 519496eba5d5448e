import type { Command } from 'commander';
import { presets } from '../../lifecycle/world/presets.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import { parseDurationOption } from '../durationOption.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { examples, helpWidth, newCommand, newOption } from '../help.ts';
import { cliMessages as cli } from '../messages.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { watchOption } from '../watchOption.ts';
import { wrap } from '../wrap.ts';
import { simulateAll } from './all.ts';
import { simulateMessages as say } from './messages.ts';
import { formats, type SimulateArguments, simulate } from './simulate.ts';

/** The words of `probewise simulate`. */
export function simulateCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('simulate', say.summary(), say.description())
    .argument('<file>', formatter.text(cli.manifestArgument()))
    .addOption(newOption('--workload <name>', cli.workloadOption()))
    .addOption(newOption('--scenario <name|file>', say.scenarioOption()).default(presets[0]?.name))
    .addOption(
      newOption('--until <duration>', say.untilOption())
        .argParser(parseDurationOption)
        .default(undefined, formatter.text(say.untilDefault())),
    )
    .addOption(newOption('--at <duration>', say.atOption()).argParser(parseDurationOption))
    .addOption(newOption('--kubernetes <release>', cli.simulatedRelease()).argParser(parseRelease))
    .addOption(featureGatesOption())
    .addOption(
      newOption('--format <format>', say.formatOption())
        .choices([...formats])
        .default('table'),
    )
    .addOption(newOption('--all', cli.allOption()))
    .addOption(watchOption())
    .addOption(newOption('--anyway', cli.anywayOption()))
    .addOption(valuesOption())
    .addOption(setOption())
    .addHelpText('after', presetList(terminal))
    .addHelpText(
      'after',
      examples([
        ['$ probewise simulate redis.yaml --scenario probe-always-fails --at 67s'],
        ['$ probewise simulate web.yaml --workload web --scenario deadlock --format events'],
        ['$ probewise simulate web.yaml --scenario crash-on-boot --watch 20'],
        ['$ probewise simulate deploy/ --all --scenario slow-start'],
        ['$ probewise simulate web.yaml --scenario my-scenario.yaml --until 1h --format json'],
      ]),
    )
    .action(async (file: string, options: SimulateArguments) => {
      const run = options.all === true ? simulateAll : simulate;
      onExit(await run(file, options, terminal));
    });
}

/** The presets with what happens in each, one below the other. */
function presetList({ stdout }: Terminal): string {
  const width = Math.max(...presets.map(({ name }) => name.length)) + 4;
  const rows = presets.map(
    ({ name, message }) =>
      `  ${name}`.padEnd(width) +
      wrap(formatter.detail(message) ?? '', helpWidth(stdout) - width).join(`\n${' '.repeat(width)}`),
  );
  return `\n${[formatter.text(cli.presets()), ...rows].join('\n')}`;
}
