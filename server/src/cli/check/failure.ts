import { type Message, verbatim } from '../../base/message.ts';
import { checkMessages as say } from './messages.ts';

/** What is told where a rule has thrown: an error of Probewise itself, which costs only the rule's findings. */
export function ruleFailed(rule: string, error: unknown): Message {
  return say.ruleFailed({ rule, reason: verbatim(String(error)) });
}
