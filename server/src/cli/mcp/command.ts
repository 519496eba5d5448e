import type { Command } from 'commander';
import type { ExitCode } from '../exitCodes.ts';
import { newCommand, newOption } from '../help.ts';
import type { Terminal } from '../terminal.ts';
import { mcpCommandMessages as say } from './messages.ts';

/** The words of `probewise mcp`. */
export function mcpCommand(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  return newCommand('mcp', say.summary(), say.description())
    .addOption(
      newOption('--root <folder>', say.rootOption()).argParser((text: string, before: readonly string[] = []) => [
        ...before,
        text,
      ]),
    )
    .action(async ({ root }: { readonly root?: readonly string[] }) => {
      // Nobody else needs the protocol.
      const { serve } = await import('./serve.ts');
      onExit(await serve(root ?? ['.'], terminal));
    });
}
