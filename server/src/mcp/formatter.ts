/** Messages become text here before a model reads them. */
import { inEnglish, MessageFormatter } from '../base/formatMessage.ts';
import { mergeTexts, textsOf } from '../base/message.ts';
import { english } from '../features/messages.ts';
import { mcpMessages } from './messages.ts';

export const mcpEnglish = inEnglish(mergeTexts(english.texts, textsOf(mcpMessages)));

export const formatter = new MessageFormatter([mcpEnglish]);
