/** The texts of one rule, and those that rules share. */
import { type Texts, textsOf } from '../base/message.ts';
import { cronMessages } from '../kubernetes/cronSchedule.ts';
import { complaintMessages } from '../kubernetes/messages.ts';
import { consequenceMessages } from './consequence.ts';
import { findingMessages } from './finding.ts';
import { handlerMessages } from './handlers.ts';
import { anchorMessages } from './ownPlace.ts';
import { readingMessages } from './reading.ts';
import type { AnyRule } from './rule.ts';
import { valueMessages } from './structure/words.ts';

export const sharedTexts: Texts = textsOf(
  findingMessages,
  anchorMessages,
  consequenceMessages,
  handlerMessages,
  readingMessages,
  valueMessages,
  cronMessages,
  complaintMessages,
);

/** A rule's texts by message id, `<rule>/<message>`. */
export function textsOfRule({ meta }: AnyRule): Texts {
  return Object.fromEntries(Object.entries(meta.messages).map(([key, text]) => [`${meta.id}/${key}`, text]));
}
