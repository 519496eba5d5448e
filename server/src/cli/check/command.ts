import { Command, InvalidArgumentError, Option } from 'commander';
import { releaseChoices, targetOf } from '../../features/target.ts';
import type { ExitCode } from '../exitCodes.ts';
import type { Terminal } from '../terminal.ts';
import { type CheckArguments, check, severities } from './check.ts';

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
      ).argParser(release),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ probewise check k8s/ rendered.yaml
  $ probewise check --fail-on warning 'deploy/**/*.yaml'
  $ kustomize build overlays/prod | probewise check --format json -`,
    )
    .action(async (paths: string[], options: CheckArguments) => onExit(await check(paths, options, terminal)));
}

function release(text: string): string {
  const { kubernetes, source } = targetOf('', text);
  if (source === 'setting') return kubernetes;
  throw new InvalidArgumentError(`Known releases are ${releaseChoices.at(-1)} to ${releaseChoices[0]}.`);
}
