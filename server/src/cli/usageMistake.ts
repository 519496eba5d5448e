/** What is wrong with a command line: commander's complaints in our own words. */
import type { CommanderError } from 'commander';
import { type Message, verbatim } from '../base/message.ts';
import { cliMessages as say } from './messages.ts';

/** Its message tells the rest: names stand in quotation marks, what may be meant in brackets, a reason behind "is invalid". */
export function usageMistake({ code, message }: Pick<CommanderError, 'code' | 'message'>): Message {
  const [name = '', value = ''] = Array.from(message.matchAll(/'([^'\n]*)'/g), (match) => match[1]!);
  const meant = /\([^)\n]* mean ([^?\n]*)\?\)/.exec(message)?.[1]?.replace('one of ', '');
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
  const choices = /^Allowed\b.* are ([^\n]*)\.$/.exec(reason)?.[1];
  return choices === undefined
    ? say.otherReason({ reason: verbatim(reason) })
    : say.allowedChoices({ choices: verbatim(choices) });
}
