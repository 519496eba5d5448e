import { type Disposable, Hover, languages, MarkdownString } from 'vscode';
import { describeState } from '../../server/src/kubernetes/states.ts';

/** In a simulation as text, hovering over a state of the pod tells what it means and how to get out of it. */
export function explainStates(): Disposable {
  return languages.registerHoverProvider(
    { language: 'probewise-simulation' },
    {
      provideHover(document, position) {
        const range = document.getWordRangeAtPosition(position, /[A-Z][A-Za-z:]+/);
        const word = range && document.getText(range);
        const text = word && describeState(word);
        return text ? new Hover([new MarkdownString(`**${word}**\n\n${text}`)], range) : undefined;
      },
    },
  );
}
