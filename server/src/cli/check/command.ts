import { Command, InvalidArgumentError, Option } from 'commander';
import { releaseChoices } from '../../features/target.ts';
import { allRules } from '../../rules/registry.ts';
import type { Profile } from '../../rules/rule.ts';
import { type Level, levels, profiles } from '../../rules/severity.ts';
import { suggest } from '../../schema/suggest.ts';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { featureGatesOption, parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { type CheckArguments, check, severities } from './check.ts';
import { mostThreads } from './threads.ts';

interface CheckOptions extends CheckArguments {
  readonly profile: Profile;
  readonly rule: Readonly<Record<string, Level>>;
}

/** The words of `probewise check`. */
export function checkCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return new Command('check')
    .summary('find mistakes in manifests')
    .description('Finds mistakes in Kubernetes manifests (YAML or JSON).')
    .argument('<path...>', 'files, directories, globs, or - for the standard input')
    .addOption(new Option('--format <format>', 'how to report').choices(['pretty', 'json']).default('pretty'))
    .addOption(
      new Option('--fail-on <severity>', 'the quietest severity that fails (exit code 1)')
        .choices([...severities, 'never'])
        .default('error'),
    )
    .addOption(
      new Option(
        '--kubernetes <release>',
        `release that manifests are written for, e.g. ${releaseChoices[0]}; a comment \`# probewise: kubernetes=…\` in a file wins`,
      ).argParser(parseRelease),
    )
    .addOption(featureGatesOption())
    .addOption(
      new Option(
        '--profile <profile>',
        'minimal: errors and warnings; recommended: advice too; strict: all there is, advice as information',
      )
        .choices(profiles)
        .default('recommended'),
    )
    .addOption(
      new Option('--rule <id=severity>', `severity of one rule (${levels.join(', ')}); may be given many times`)
        .argParser(ruleLevel)
        .default({}, 'as the profile says'),
    )
    .addOption(
      new Option(
        '--pod-path <group/Kind=path>',
        'where a custom resource carries pods, e.g. example.com/Cluster=spec.nodes[*].template; may be given many times',
      ).argParser(podPath),
    )
    .addOption(valuesOption())
    .addOption(setOption())
    .addOption(
      new Option(
        '--threads <number>',
        `how many threads check at most; small inputs need only one (1 to ${mostThreads})`,
      )
        .argParser(threadCount)
        .default(undefined, 'as many as the machine can run'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ probewise check k8s/ rendered.yaml
  $ probewise check --profile strict --rule unpinned-image=off k8s/
  $ probewise check --fail-on warning 'deploy/**/*.yaml'
  $ probewise check charts/web --values prod.yaml --set replicas=3
  $ kustomize build overlays/prod | probewise check --format json -`,
    )
    .action(async (paths: string[], { profile, rule: rules, ...options }: CheckOptions) =>
      onExit(await check(paths, { ...options, loudness: { profile, rules } }, terminal)),
    );
}

/** One `--rule`, beside those that came before. */
function ruleLevel(text: string, before: Readonly<Record<string, Level>>): Record<string, Level> {
  const [id = '', wanted] = text.split('=', 2);
  const level = levels.find((known) => known === wanted);
  const ids = allRules.map(({ meta }) => meta.id);
  if (level === undefined) throw new InvalidArgumentError(`Write it as id=severity, with one of ${levels.join(', ')}.`);
  if (ids.includes(id)) return { ...before, [id]: level };
  const close = suggest(id, ids);
  throw new InvalidArgumentError(`There is no rule ${id}.${close === undefined ? '' : ` (Did you mean ${close}?)`}`);
}

/** One `--pod-path`, beside those that came before. */
function podPath(text: string, before: Readonly<Record<string, readonly string[]>> = {}): Record<string, string[]> {
  const [, kind, path] = /^([^/=]+\/[A-Za-z]+)=(.+)$/.exec(text) ?? [];
  if (kind === undefined || path === undefined) throw new InvalidArgumentError('Write it as group/Kind=path.');
  return { ...before, [kind]: [...(before[kind] ?? []), path] } as Record<string, string[]>;
}

function threadCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= mostThreads) return count;
  throw new InvalidArgumentError(`Write a number from 1 to ${mostThreads}.`);
}
