/** The glossary's entry for a state, for a terminal. */
import { createColors } from 'picocolors';
import { describeState, stateName, stateNames } from '../../kubernetes/states.ts';
import { suggest } from '../../schema/suggest.ts';
import { formatter } from '../formatter.ts';
import { helpWidth } from '../help.ts';
import type { Output } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { wrap } from '../wrap.ts';
import { explainCommandMessages as say } from './messages.ts';

/** Throws a `UsageError` for a word that the glossary does not have; letters may be small. */
export function explainState(word: string, stdout: Output): string {
  const name = stateName(word) ?? stateNames.find((known) => known.toLowerCase() === word.toLowerCase());
  const meaning = name === undefined ? undefined : describeState(name);
  if (name === undefined || meaning === undefined) throw unknown(word);
  const colors = createColors(stdout.color);
  // In the glossary, bold words begin what is said about who sets a state and about the way out of it.
  const paragraphs = formatter.text(meaning).replace(/ \*\*([^*]+)\*\* /g, '\n$1: ');
  const lines = paragraphs.split('\n').flatMap((paragraph) => wrap(paragraph, helpWidth(stdout)));
  return `${[colors.bold(name), ...lines].join('\n')}\n`;
}

function unknown(word: string): UsageError {
  const meant = suggest(word, stateNames);
  return new UsageError(
    meant === undefined ? say.unknownState({ name: word }) : say.unknownStateMeant({ name: word, meant }),
  );
}
