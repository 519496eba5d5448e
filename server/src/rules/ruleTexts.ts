/** The texts of one rule, and those that rules share. */
import { type Texts, textsOf } from '../base/message.ts';
import { findingMessages } from './finding.ts';
import type { AnyRule } from './rule.ts';

export const sharedTexts: Texts = textsOf(findingMessages);

/** A rule's texts by message id, `<rule>/<message>`. */
export function textsOfRule({ meta }: AnyRule): Texts {
  return Object.fromEntries(Object.entries(meta.messages).map(([key, text]) => [`${meta.id}/${key}`, text]));
}
