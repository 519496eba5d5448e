import type { Message, Texts } from '../base/message.ts';
import { states } from './states.generated.ts';

/** The glossary in English, by the ids of {@link describeState}; it is written in docs/states.md. */
export const stateTexts: Texts = Object.fromEntries(
  Object.entries(states).map(([name, text]) => [`state/${name}`, text]),
);

/** What kubectl or the kubelet call today what the glossary knows under an older or shorter name. */
const otherNames: Readonly<Record<string, string>> = {
  PreStartHookError: 'PreStartContainer',
  ContainerStatusUnknown: 'Unknown',
  StartError: 'RunContainerError',
  NodeNotReady: 'NodeLost',
};

/**
 * The glossary's entry (docs/states.md) for a word under STATUS, a reason or a condition, as Markdown: what it means,
 * who sets it, how to get out. `Init:CrashLoopBackOff` means what the reason behind the colon means.
 */
export function describeState(word: string): Message | undefined {
  const name = stateName(word);
  return name === undefined ? undefined : { id: `state/${name}` };
}

/** The name under which the glossary has a word; undefined where it does not have it. */
export function stateName(word: string): string | undefined {
  const reason = word.replace(/^Init:/, '');
  const name = Object.hasOwn(otherNames, reason) ? otherNames[reason]! : reason;
  return Object.hasOwn(states, name) ? name : undefined;
}

/** Every word of the glossary, other names of the same included. */
export const stateNames: readonly string[] = [...Object.keys(states), ...Object.keys(otherNames)];
