/** The help of commands: what commander would write in English of its own comes from the messages, too. */
import { Command, type HelpConfiguration, InvalidArgumentError, Option } from 'commander';
import { createColors } from 'picocolors';
import { listed, type Message } from '../base/message.ts';
import { formatter } from './formatter.ts';
import { cliMessages as say } from './messages.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

export function newCommand(name: string, summary: Message, description: Message): Command {
  return new Command(name).summary(formatter.text(summary)).description(formatter.text(description));
}

export function newOption(flags: string, description: Message): Option {
  return new Option(flags, formatter.text(description));
}

/** What is wrong with the value of an option; thrown by its parser. */
export function invalid(problem: Message): InvalidArgumentError {
  return new InvalidArgumentError(formatter.text(problem));
}

/** Titles by the words that commander has for them. */
const titles: Readonly<Record<string, () => Message>> = {
  'Usage:': say.usage,
  'Arguments:': say.arguments,
  'Options:': say.options,
  'Commands:': say.commands,
};

/** How the help of all commands is written. */
export function helpConfiguration({ stdout }: Terminal): HelpConfiguration {
  const colors = createColors(stdout.color);
  return {
    styleTitle: (word) => {
      const title = titles[word];
      return colors.bold(title ? formatter.text(title()) : word);
    },
    optionDescription: describeOption,
  };
}

function describeOption({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const quoted = (value: unknown) => JSON.stringify(value);
  const shownDefault = defaultValueDescription ?? (defaultValue === undefined ? undefined : quoted(defaultValue));
  const extras = [
    ...(argChoices ? [say.choices({ choices: listed(argChoices.map(quoted)) })] : []),
    ...(shownDefault === undefined ? [] : [say.defaultValue({ value: shownDefault })]),
  ];
  return extras.length === 0 ? description : formatter.text(say.described({ description, extra: listed(extras) }));
}

/** A command line, and what it is good for. */
export type Example = readonly [command: string, purpose?: Message];

/** Examples below a command's options, their purposes one below the other. */
export function examples(rows: readonly Example[]): string {
  const width = Math.max(...rows.map(([command]) => command.length)) + 2;
  const lines = rows.map(([command, purpose]) =>
    purpose === undefined ? `  ${command}` : `  ${command.padEnd(width)} ${formatter.text(purpose)}`,
  );
  return `\n${[formatter.text(say.examples()), ...lines].join('\n')}`;
}

/** A sentence below the options. */
export function closing(sentence: Message, { stdout }: Terminal): string {
  return `\n${wrap(formatter.text(sentence), helpWidth(stdout)).join('\n')}`;
}

/** Wider lines are hard to read. */
export function helpWidth({ columns }: { readonly columns: number }): number {
  return Math.min(columns, 120);
}
