import type { Command } from 'commander';
import { anyOf } from '../../base/message.ts';
import { configFileName } from '../../features/config/configFile.ts';
import { releaseChoices } from '../../features/target.ts';
import { allRules } from '../../rules/registry.ts';
import { type Level, levels, profiles } from '../../rules/severity.ts';
import { suggest } from '../../schema/suggest.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { examples, invalid, newCommand, newOption } from '../help.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { type CheckArguments, check, defaultCache } from './check.ts';
import { checkMessages as say } from './messages.ts';
import { ReportOptions } from './reports/options.ts';
import { parseShard, type Shard } from './scope/shard.ts';
import { failOnOption } from './severities.ts';
import { mostThreads } from './threads.ts';

interface CheckOptions extends Omit<CheckArguments, 'reports' | 'fix'> {
  readonly fix?: boolean;
  readonly fixSuggested?: boolean;
}

/** The words of `probewise check`. */
export function checkCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  const reports = new ReportOptions();
  return newCommand('check', say.summary(), say.description())
    .argument('<path...>', formatter.text(say.paths()))
    .addOption(reports.format())
    .addOption(reports.output())
    .addOption(failOnOption())
    .addOption(newOption('--fix', say.fixOption()))
    .addOption(newOption('--fix-suggested', say.fixSuggestedOption()))
    .addOption(newOption('--dry-run', say.dryRunOption()))
    .addOption(
      newOption('--kubernetes <release>', say.releaseOption({ release: releaseChoices[0]! })).argParser(parseRelease),
    )
    .addOption(featureGatesOption())
    .addOption(
      newOption('--profile <profile>', say.profileOption())
        .choices(profiles)
        .default(undefined, formatter.text(say.profileDefault())),
    )
    .addOption(
      newOption('--rule <id=severity>', say.ruleOption({ levels: anyOf(levels) }))
        .argParser(ruleLevel)
        .default(undefined, formatter.text(say.ruleDefault())),
    )
    .addOption(
      newOption(
        '--pod-path <group/Kind=path>',
        say.podPathOption({ example: 'example.com/Cluster=spec.nodes[*].template' }),
      ).argParser(podPath),
    )
    .addOption(newOption('--baseline <file>', say.baselineOption()))
    .addOption(newOption('--update-baseline', say.updateBaselineOption()))
    .addOption(newOption('--changed-since <ref>', say.changedSinceOption()))
    .addOption(newOption('--shard <part>', say.shardOption({ example: '1/8' })).argParser(shard))
    .addOption(newOption('--cache', say.cacheOption({ file: defaultCache })))
    .addOption(newOption('--cache-location <file>', say.cacheLocationOption()))
    .addOption(newOption('--no-ignore', say.noIgnoreOption()))
    .addOption(newOption('--stdin-filename <file>', say.stdinFilenameOption()))
    .addOption(newOption('--config <file>', say.configOption({ name: configFileName })))
    .addOption(newOption('--no-config', say.noConfigOption({ name: configFileName })))
    .addOption(valuesOption())
    .addOption(setOption())
    .addOption(
      newOption('--threads <number>', say.threadsOption({ most: mostThreads }))
        .argParser(threadCount)
        .default(undefined, formatter.text(say.threadsDefault())),
    )
    .addHelpText(
      'after',
      examples([
        ['$ probewise check k8s/ rendered.yaml'],
        ['$ probewise check --profile strict --rule unpinned-image=off k8s/'],
        ["$ probewise check --fail-on warning 'deploy/**/*.yaml'"],
        ['$ probewise check charts/web --values prod.yaml --set replicas=3'],
        ['$ probewise check --format pretty --format sarif --output probewise.sarif k8s/'],
        ['$ probewise check --fix --dry-run k8s/'],
        ['$ kustomize build overlays/prod | probewise check --format json -'],
      ]),
    )
    .action(async (paths: string[], options: CheckOptions) =>
      onExit(await check(paths, argumentsOf(paths, options, reports), terminal)),
    );
}

/** Throws a `UsageError` where options make no sense together. */
function argumentsOf(
  paths: readonly string[],
  { fix: fixSafe, fixSuggested, ...options }: CheckOptions,
  reports: ReportOptions,
): CheckArguments {
  const fix = fixSuggested ? 'suggested' : fixSafe ? 'safe' : undefined;
  if (options.dryRun && fix === undefined) throw new UsageError(say.dryRunAlone());
  if (fix !== undefined && !options.dryRun && paths.includes('-')) throw new UsageError(say.fixInput());
  if (options.updateBaseline && options.baseline === undefined) throw new UsageError(say.updateAlone());
  if (options.updateBaseline && options.changedSince !== undefined) throw new UsageError(say.updateOfAll());
  if (options.updateBaseline && options.shard !== undefined) throw new UsageError(say.updateOfAllShards());
  if (options.stdinFilename !== undefined && !paths.includes('-')) throw new UsageError(say.stdinFilenameAlone());
  return {
    ...options,
    ...(fix === undefined ? {} : { fix }),
    reports: options.dryRun ? reports.choicesBesideDiff : reports.choices,
  };
}

/** One `--rule`, beside those that came before. */
function ruleLevel(text: string, before: Readonly<Record<string, Level>> = {}): Record<string, Level> {
  const [id = '', wanted] = text.split('=', 2);
  const level = levels.find((known) => known === wanted);
  const ids = allRules.map(({ meta }) => meta.id);
  if (level === undefined) throw invalid(say.writeRule({ levels: anyOf(levels) }));
  if (ids.includes(id)) return { ...before, [id]: level };
  const close = suggest(id, ids);
  throw invalid(close === undefined ? say.noRule({ id }) : say.noRuleMeant({ id, meant: close }));
}

/** One `--pod-path`, beside those that came before. */
function podPath(text: string, before: Readonly<Record<string, readonly string[]>> = {}): Record<string, string[]> {
  const [, kind, path] = /^([^/=]+\/[A-Za-z]+)=(.+)$/.exec(text) ?? [];
  if (kind === undefined || path === undefined) throw invalid(say.writePodPath());
  return { ...before, [kind]: [...(before[kind] ?? []), path] } as Record<string, string[]>;
}

function shard(text: string): Shard {
  const parsed = parseShard(text);
  if (parsed === undefined) throw invalid(say.writeShard());
  return parsed;
}

function threadCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= mostThreads) return count;
  throw invalid(say.writeThreads({ most: mostThreads }));
}
