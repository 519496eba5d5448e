import { type Disposable, Hover, languages, MarkdownString, Range, type TextDocument } from 'vscode';
import { describeState } from '../../server/src/kubernetes/states.ts';
import { clientMessages as say } from './messages.ts';
import { textOf } from './text.ts';

/** Headings of `kubectl get pods`, `get events` and `describe pod`. */
const kubectlOutput = /^NAME\s.*\bSTATUS\b|^LAST SEEN\s+TYPE\s+REASON|^Conditions:|^Events:|^\s+State:\s+\w/m;

const linesLookedAt = 500;

/**
 * In a simulation as text, and in output of kubectl pasted into a text document, hovering over a state of the pod tells
 * what it means and how to get out of it.
 */
export function explainStates(): Disposable {
  return languages.registerHoverProvider(
    [{ language: 'probewise-simulation' }, { language: 'plaintext' }, { language: 'log' }],
    {
      provideHover(document, position) {
        const range = document.getWordRangeAtPosition(position, /[A-Z][A-Za-z:]+/);
        const word = range && document.getText(range);
        const meaning = word && describeState(word);
        if (!meaning || !speaksOfPods(document)) return undefined;
        return new Hover([new MarkdownString(textOf(say.state({ word, meaning })))], range);
      },
    },
  );
}

function speaksOfPods(document: TextDocument): boolean {
  return (
    document.languageId === 'probewise-simulation' ||
    kubectlOutput.test(document.getText(new Range(0, 0, linesLookedAt, 0)))
  );
}
