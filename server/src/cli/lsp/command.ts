import type { Command } from 'commander';
import type { ExitCode } from '../exitCodes.ts';
import { examples, newCommand, newOption } from '../help.ts';
import { lspMessages as say } from './messages.ts';

/** The words of `probewise lsp`. */
export function lspCommand(onExit: (code: ExitCode) => void): Command {
  return (
    newCommand('lsp', say.summary(), say.description())
      .addOption(newOption('--stdio', say.stdioOption()))
      // Clients add it, so that the server ends when they do.
      .addOption(newOption('--clientProcessId <id>', say.stdioOption()).hideHelp())
      .addHelpText('after', examples([['probewise lsp --stdio', say.example()]]))
      .action(async () => {
        // Nobody else needs the protocol.
        const { serve } = await import('./serve.ts');
        onExit(await serve());
      })
  );
}
