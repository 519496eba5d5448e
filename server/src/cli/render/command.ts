import { Command, Option } from 'commander';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { type RenderArguments, render } from './render.ts';

/** The words of `probewise render`. */
export function renderCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return new Command('render')
    .summary('print the manifests that a chart becomes')
    .description('Prints the manifests that a Helm chart becomes. Helm itself is not needed, and no cluster is asked.')
    .argument('<folder>', 'folder with a Chart.yaml')
    .addOption(valuesOption())
    .addOption(setOption())
    .addOption(new Option('--kubernetes <release>', 'release that the chart is rendered for').argParser(parseRelease))
    .addHelpText(
      'after',
      `
Examples:
  $ probewise render charts/web
  $ probewise render charts/web --values prod.yaml --set replicas=3`,
    )
    .action((folder: string, options: RenderArguments) => onExit(render(folder, options, terminal)));
}
