import { Command, InvalidArgumentError, Option } from 'commander';
import { lengthMs } from '../../lifecycle/world/expectations.ts';
import { presetChoices } from '../../simulation/scenarios.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { wrap } from '../wrap.ts';
import { formats, type SimulateArguments, simulate } from './simulate.ts';

/** The words of `probewise simulate`. */
export function simulateCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return new Command('simulate')
    .summary("show a pod's life in a scenario, as kubectl would")
    .description(
      "Shows the life of a manifest's pod in a scenario, as kubectl would. Nothing is started: time, kubelet and containers are simulated.",
    )
    .argument('<file>', 'manifest, folder of a chart, or - for the standard input')
    .option('--workload <name>', 'which workload of the file: its name, or kind/name')
    .option('--scenario <name|file>', 'a preset, or a file that says how the world behaves', presetChoices[0]?.name)
    .addOption(
      new Option(
        '--until <duration>',
        "how much of the pod's life, e.g. 10m (default: until it has settled)",
      ).argParser(duration),
    )
    .addOption(
      new Option('--at <duration>', 'what kubectl shows at this time after the creation, e.g. 67s').argParser(duration),
    )
    .addOption(
      new Option(
        '--kubernetes <release>',
        'release to simulate, the nearest that is known; a comment `# probewise: kubernetes=…` in the file wins',
      ).argParser(parseRelease),
    )
    .addOption(featureGatesOption())
    .addOption(
      new Option(
        '--format <format>',
        'as `kubectl get pod`, as the events of `kubectl describe pod` or all of it, or everything there is',
      )
        .choices([...formats])
        .default('table'),
    )
    .option('--anyway', 'no exit code 1 only because the API server would reject the workload')
    .addOption(valuesOption())
    .addOption(setOption())
    .addHelpText(
      'after',
      `
Presets:
${presetList(Math.min(terminal.stdout.columns, 120))}

Examples:
  $ probewise simulate redis.yaml --scenario probe-always-fails --at 67s
  $ probewise simulate web.yaml --workload web --scenario deadlock --format events
  $ probewise simulate web.yaml --scenario my-scenario.yaml --until 1h --format json`,
    )
    .action(async (file: string, options: SimulateArguments) => onExit(await simulate(file, options, terminal)));
}

function presetList(columns: number): string {
  const width = Math.max(...presetChoices.map(({ name }) => name.length)) + 4;
  const rows = presetChoices.map(
    ({ name, description }) =>
      `  ${name}`.padEnd(width) + wrap(description, columns - width).join(`\n${' '.repeat(width)}`),
  );
  return rows.join('\n');
}

function duration(text: string): number {
  const ms = lengthMs(text);
  if (ms === undefined) throw new InvalidArgumentError('Write a duration like 90s, 10m or 1h30m.');
  return ms;
}
