/** Messages as text, for tests: an unknown id or an unfilled placeholder throws. */
import { inEnglish, MessageFormatter } from '../../base/formatMessage.ts';
import { mergeTexts, type Texts } from '../../base/message.ts';
import type { AnyRule } from '../rule.ts';
import { sharedTexts, textsOfRule } from '../ruleTexts.ts';

export function strictFormatter(texts: Texts): MessageFormatter {
  const onProblem = (problem: string) => {
    throw new Error(problem);
  };
  return new MessageFormatter([inEnglish(texts)], { onProblem });
}

export function formatterOf(rule: AnyRule): MessageFormatter {
  return strictFormatter(mergeTexts(sharedTexts, textsOfRule(rule)));
}
