/** Messages become text here before they go to the terminal. */
import { inEnglish, MessageFormatter } from '../base/formatMessage.ts';
import { mergeTexts, textsOf } from '../base/message.ts';
import { english } from '../features/messages.ts';
import { overlayNeeds } from '../overlay/messages.ts';
import { checkMessages } from './check/messages.ts';
import { diffMessages } from './diff/messages.ts';
import { explainCommandMessages } from './explain/messages.ts';
import { lspMessages } from './lsp/messages.ts';
import { mcpCommandMessages } from './mcp/messages.ts';
import { mergeMessages } from './merge/messages.ts';
import { cliMessages } from './messages.ts';
import { renderMessages } from './render/messages.ts';
import { rolloutMessages } from './rollout/messages.ts';
import { simulateMessages } from './simulate/messages.ts';
import { tuneCommandMessages } from './tune/messages.ts';

/** All that the command line says, in English. */
export const cliEnglish = inEnglish(
  mergeTexts(
    english.texts,
    textsOf(
      overlayNeeds,
      cliMessages,
      checkMessages,
      renderMessages,
      mergeMessages,
      simulateMessages,
      rolloutMessages,
      diffMessages,
      lspMessages,
      mcpCommandMessages,
      explainCommandMessages,
      tuneCommandMessages,
    ),
  ),
);

export const formatter = new MessageFormatter([cliEnglish]);
