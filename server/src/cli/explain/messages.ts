import { defineMessages } from '../../base/message.ts';

/** What `probewise explain` says about itself. */
export const explainCommandMessages = defineMessages('cli.explain', {
  summary: 'explain a state of a pod',
  description:
    'Explains a state, a reason or a condition as kubectl prints it: what it means, who sets it, how to get out of it.',
  subject: 'a word such as CrashLoopBackOff',
  unknownState: 'no state {name} is known',
  unknownStateMeant: 'no state {name} is known; did you mean {meant}?',
});
