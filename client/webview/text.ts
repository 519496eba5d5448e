/** Messages become text here before the panel draws them. */

import { inEnglish, MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { type Message, mergeTexts, textsOf } from '../../server/src/base/message.ts';
import { lifecycleTexts } from '../../server/src/lifecycle/messages.ts';
import { simulationMessages } from '../../server/src/simulation/messages.ts';
import { panelMessages } from './messages.ts';

export const formatter = new MessageFormatter([
  inEnglish(mergeTexts(lifecycleTexts, textsOf(panelMessages, simulationMessages))),
]);

export function textOf(message: Message): string {
  return formatter.text(message);
}

/** A moment, counted from the simulation's beginning, or a length of time. */
export function timeText(ms: number): string {
  return formatter.duration(ms);
}
