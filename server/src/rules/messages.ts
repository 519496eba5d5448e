/** The texts of all rules in English, by message id; a rule's own stand in its file. */
import { mergeTexts, type Texts } from '../base/message.ts';
import { allRules } from './registry.ts';
import { sharedTexts, textsOfRule } from './ruleTexts.ts';

export const ruleTexts: Texts = mergeTexts(sharedTexts, ...allRules.map(textsOfRule));
