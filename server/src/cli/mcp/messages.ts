import { defineMessages } from '../../base/message.ts';

/** What `probewise mcp` says about itself. */
export const mcpCommandMessages = defineMessages('cli.mcp', {
  summary: 'run a server of the Model Context Protocol, for assistants',
  description:
    'Gives assistants tools that check, simulate, tune and explain, over the standard input and output. It reads files below its roots only, changes none, and uses no network. How assistants are told to start it stands in docs/agents.md.',
  rootOption: 'folder below which files may be read; can be given several times. The working directory if absent',
});
