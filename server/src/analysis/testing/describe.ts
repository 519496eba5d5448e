/** Windows and what they are made of as text, for tests. */
import { inEnglish, MessageFormatter } from '../../base/formatMessage.ts';
import { listed, type Message, textsOf, timeRange } from '../../base/message.ts';
import { windowMessages } from '../messages.ts';
import { formulaOf, type TimeWindow } from '../window.ts';

const formatter = new MessageFormatter([inEnglish(textsOf(windowMessages))], {
  onProblem: (problem) => {
    throw new Error(problem);
  },
});

/** `5–8 s`, `10 s` when both ends are the same, `1 min 30 s–2 min`, `1–2 min`. */
export function describeWindow(window: Pick<TimeWindow, 'bestMs' | 'worstMs'>): string {
  return formatter.text({ id: 'window/term', data: { term: '', length: timeRange(window) } }).slice(2, -1);
}

/** `initialDelaySeconds (5 s), until the next attempt (0–3 s)`. */
export function describeFormula(window: TimeWindow): string {
  const formula: Message = { id: 'paragraph', data: { sentences: listed(formulaOf(window)) } };
  return formatter.text(formula);
}
