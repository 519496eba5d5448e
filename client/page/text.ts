/** What the page itself says becomes text here. */
import { inEnglish, MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { type Message, textsOf } from '../../server/src/base/message.ts';
import { pageMessages } from './messages.ts';

export const pageEnglish = inEnglish(textsOf(pageMessages));

const formatter = new MessageFormatter([pageEnglish]);

export function textOf(message: Message): string {
  return formatter.text(message);
}
