/** What is wrong with a command line: commander's complaints in our own words. */
import type { CommanderError } from 'commander';
import { type Message, verbatim } from '../base/message.ts';
import { cliMessages as say } from './messages.ts';

/** Its message tells the rest: names stand in quotation marks, what may be meant in brackets, a reason behind "is invalid". */
export function usageMistake({ code, message }: Pick<CommanderError, 'code' | 'message'>): Message {
  const [name = '', value = ''] = Array.from(message.matchAll(/'([^'\n]*)'/g), (match) => match[1]!);
  const meant = between(message, ' mean ', '?)')?.replace('one of ', '');
  switch (code) {
    case 'commander.unknownOption':
      return meant === undefined ? say.unknownOption({ name }) : say.unknownOptionMeant({ name, meant });
    case 'commander.unknownCommand':
      return meant === undefined ? say.unknownCommand({ name }) : say.unknownCommandMeant({ name, meant });
    case 'commander.missingArgument':
      return say.missingArgument({ name });
    case 'commander.optionMissingArgument':
      return say.optionNeedsValue({ option: name });
    case 'commander.excessArguments':
      return say.tooManyArguments();
    case 'commander.invalidArgument':
      return say.invalidValue({ option: name, value, reason: reasonIn(message) });
    default:
      return say.otherReason({ reason: verbatim(message.replace(/^error: /, '')) });
  }
}

/** What stands behind "is invalid": our own words, or which values there are. */
function reasonIn(message: string): Message {
  const reason = message.slice(message.indexOf('invalid.') + 'invalid.'.length).trim();
  const choices = reason.startsWith('Allowed') ? between(reason, ' are ', '.') : undefined;
  return choices === undefined
    ? say.otherReason({ reason: verbatim(reason) })
    : say.allowedChoices({ choices: verbatim(choices) });
}

/** What stands between the first `start` and the last `end` behind it. */
function between(text: string, start: string, end: string): string | undefined {
  const from = text.indexOf(start);
  const to = text.lastIndexOf(end);
  return from === -1 || to < from + start.length ? undefined : text.slice(from + start.length, to);
}
