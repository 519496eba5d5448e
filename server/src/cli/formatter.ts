/** Messages become text here before they go to the terminal. */
import { MessageFormatter } from '../base/formatMessage.ts';
import { english } from '../features/messages.ts';

export const formatter = new MessageFormatter([english]);
