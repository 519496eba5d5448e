import type { Command } from 'commander';
import { setOption, valuesOption } from '../chartOptions.ts';
import type { ExitCode } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { examples, newCommand, newOption } from '../help.ts';
import { parseRelease } from '../releaseOption.ts';
import type { Terminal } from '../terminal.ts';
import { renderMessages as say } from './messages.ts';
import { type RenderArguments, render } from './render.ts';

/** The words of `probewise render`. */
export function renderCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('render', say.summary(), say.description())
    .argument('<folder>', formatter.text(say.folder()))
    .addOption(valuesOption())
    .addOption(setOption())
    .addOption(newOption('--kubernetes <release>', say.releaseOption()).argParser(parseRelease))
    .addHelpText(
      'after',
      examples([
        ['$ probewise render charts/web'],
        ['$ probewise render charts/web --values prod.yaml --set replicas=3'],
        ['$ probewise render overlays/prod'],
      ]),
    )
    .action(async (folder: string, options: RenderArguments) => onExit(await render(folder, options, terminal)));
}
