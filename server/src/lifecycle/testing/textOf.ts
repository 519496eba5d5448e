/** Messages of the engine as text, for tests: an unknown id or an unfilled placeholder throws. */
import { inEnglish, MessageFormatter } from '../../base/formatMessage.ts';
import type { Message } from '../../base/message.ts';
import { lifecycleTexts } from '../messages.ts';

const formatter = new MessageFormatter([inEnglish(lifecycleTexts)], {
  onProblem: (problem) => {
    throw new Error(problem);
  },
});

export function textOf(message: Message): string {
  return formatter.text(message);
}
