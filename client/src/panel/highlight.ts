import { type Disposable, Range, type TextEditor, TextEditorRevealType, ThemeColor, window } from 'vscode';

/** How long a revealed line stays marked. */
const shownMs = 2500;

/** A block longer than this is marked by its first line only. */
const longestBlockLines = 12;

/** Marks the place in the manifest that the panel points at, for a moment. */
export class Highlight implements Disposable {
  readonly #decoration = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor('editor.wordHighlightStrongBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });
  #clear: (() => void) | undefined;

  show(editor: TextEditor, range: Range): void {
    this.#clear?.();
    const block = range.end.line - range.start.line < longestBlockLines ? range : firstLine(range);
    editor.revealRange(block, TextEditorRevealType.InCenterIfOutsideViewport);
    editor.setDecorations(this.#decoration, [block]);
    const timer = setTimeout(() => this.#clear?.(), shownMs);
    this.#clear = () => {
      clearTimeout(timer);
      editor.setDecorations(this.#decoration, []);
      this.#clear = undefined;
    };
  }

  dispose(): void {
    this.#clear?.();
    this.#decoration.dispose();
  }
}

function firstLine({ start }: Range): Range {
  return new Range(start, start);
}
