import { defineMessages } from '../../base/message.ts';

/** What `probewise lsp` says about itself. */
export const lspMessages = defineMessages('cli.lsp', {
  summary: 'run the language server, for editors',
  description:
    'Runs the language server on the standard input and output. Editors start it themselves; how each is told to stands in docs/editors.md.',
  stdioOption: 'over the standard input and output; nothing else is known',
  example: 'in the configuration of an editor',
});
