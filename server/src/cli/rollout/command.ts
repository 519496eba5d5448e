import { Command, InvalidArgumentError, Option } from 'commander';
import { lengthMs } from '../../lifecycle/world/expectations.ts';
import { presetChoices } from '../../simulation/scenarios.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { formats, type RolloutArguments, rollout } from './rollout.ts';

/** The words of `probewise rollout`. */
export function rolloutCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return new Command('rollout')
    .summary("show how an update of a workload's pods goes, or a Job's course")
    .description(
      "Shows how the update of a Deployment's or StatefulSet's pods goes in a scenario, or the course of a Job, as kubectl would. Nothing is started: time, controllers, kubelets and containers are simulated.",
    )
    .argument('<file>', 'manifest, folder of a chart, or - for the standard input')
    .option('--workload <name>', 'which workload of the file: its name, or kind/name')
    .option(
      '--scenario <name|file>',
      'of the new pods: a preset, or a file that says how the world behaves',
      presetChoices[0]?.name,
    )
    .option('--old-scenario <name|file>', 'the same of the pods before the update', presetChoices[0]?.name)
    .option('--create', 'the first rollout, instead of an update')
    .addOption(
      new Option('--until <duration>', 'how much time (default: until it is finished, at most 30m)').argParser(
        duration,
      ),
    )
    .addOption(
      new Option(
        '--kubernetes <release>',
        'release to simulate, the nearest that is known; a comment `# probewise: kubernetes=…` in the file wins',
      ).argParser(parseRelease),
    )
    .addOption(featureGatesOption())
    .addOption(
      new Option('--format <format>', 'as `kubectl rollout status`, as `kubectl get`, or everything')
        .choices([...formats])
        .default('status'),
    )
    .option('--anyway', 'no exit code 1 only because the API server would reject the workload')
    .addOption(valuesOption())
    .addOption(setOption())
    .addHelpText(
      'after',
      `
The presets are those of \`probewise simulate --help\`.

Examples:
  $ probewise rollout web.yaml                                      how long does an update take?
  $ probewise rollout web.yaml --scenario crash-on-boot --until 1h  what does a broken image do?
  $ probewise rollout job.yaml --scenario fails --format table      how often is a Job retried?

Exit codes: 0 finished, 1 not finished or failed, 2 wrong usage or files that can't be read. With expectations in the
scenario: 0 if all came true, 1 if not.`,
    )
    .action(async (file: string, options: RolloutArguments) => onExit(await rollout(file, options, terminal)));
}

function duration(text: string): number {
  const ms = lengthMs(text);
  if (ms === undefined) throw new InvalidArgumentError('Write a duration like 90s, 10m or 1h30m.');
  return ms;
}
