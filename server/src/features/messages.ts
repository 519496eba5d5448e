/** All that rules and features say, in English: what a host needs to make text of their messages. */
import { inEnglish, type Language } from '../base/formatMessage.ts';
import { mergeTexts, textsOf } from '../base/message.ts';
import { ruleTexts } from '../rules/messages.ts';
import { actionMessages } from './actions/messages.ts';
import { scenarioMessages } from './diagnostics/messages.ts';

export const english: Language = inEnglish(mergeTexts(ruleTexts, textsOf(actionMessages, scenarioMessages)));
