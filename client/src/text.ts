/** Messages become text here before VS Code shows them. */
import { inEnglish, MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { type Message, mergeTexts, textsOf } from '../../server/src/base/message.ts';
import { stateTexts } from '../../server/src/kubernetes/states.ts';
import { scenarioGroupMessages } from '../../server/src/simulation/scenarioGroupMessages.ts';
import { clientMessages } from './messages.ts';

/** All that the extension itself says, in English. */
export const clientEnglish = inEnglish(mergeTexts(stateTexts, textsOf(clientMessages, scenarioGroupMessages)));

const formatter = new MessageFormatter([clientEnglish]);

export function textOf(message: Message): string {
  return formatter.text(message);
}
