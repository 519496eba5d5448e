import { type Disposable, Hover, languages, MarkdownString, Range, type TextDocument } from 'vscode';
import { describeState } from '../../server/src/kubernetes/states.ts';
import { clientMessages as say } from './messages.ts';
import { textOf } from './text.ts';

/** Headings of `kubectl get pods`, `get events` and `describe pod`. */
function isOfKubectl(line: string): boolean {
  if (line.startsWith('NAME ')) return line.includes(' STATUS ');
  if (line.startsWith('LAST SEEN ')) return line.includes(' TYPE ') && line.includes(' REASON ');
  return line.startsWith('Conditions:') || line.startsWith('Events:') || line.trimStart().startsWith('State: ');
}

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
    document
      .getText(new Range(0, 0, linesLookedAt, 0))
      .split('\n')
      .some(isOfKubectl)
  );
}
