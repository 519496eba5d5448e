import { element } from './dom.ts';
import { pageMessages as say } from './messages.ts';
import type { OffsetEdit } from './requests.ts';
import { textOf } from './text.ts';

/** How long a line that is pointed at stays marked. */
const shownMs = 2500;

/** The manifest, to be read and changed. */
export class ManifestPane {
  readonly node: HTMLElement;
  readonly #area: HTMLTextAreaElement;
  readonly #mark = element('div', { className: 'page-mark', hidden: true });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(manifest: string, onChange: () => void) {
    this.#area = element('textarea', {
      value: manifest,
      spellcheck: false,
      wrap: 'off',
      ariaLabel: textOf(say.manifest()),
      oninput: onChange,
      onscroll: () => this.#place(),
    });
    this.node = element(
      'section',
      { className: 'page-manifest', ariaLabel: textOf(say.manifest()) },
      this.#mark,
      this.#area,
    );
  }

  get text(): string {
    return this.#area.value;
  }

  set text(text: string) {
    this.#area.value = text;
  }

  /** Marks lines and brings them into view; with `focus` the cursor goes there. */
  reveal(fromLine: number, toLine: number, focus: boolean): void {
    const lines = this.text.split('\n');
    const line = Math.min(fromLine, lines.length - 1);
    this.#mark.dataset.line = `${line}`;
    this.#mark.dataset.count = `${Math.max(1, Math.min(toLine, line + 12) - line + 1)}`;
    this.#mark.hidden = false;
    this.#area.scrollTop = Math.max(0, (line - 4) * this.#lineHeight);
    this.#place();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#mark.hidden = true;
    }, shownMs);
    if (!focus) return;
    const at = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
    this.#area.setSelectionRange(at, at);
    this.#area.focus();
  }

  /** Edits that the browser's own undo takes back. */
  apply(edits: readonly OffsetEdit[]): void {
    this.#area.focus();
    for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start)) {
      this.#area.setSelectionRange(start, end);
      // The one way to change a text area that keeps its history.
      document.execCommand('insertText', false, newText);
    }
  }

  get #lineHeight(): number {
    return Number.parseFloat(getComputedStyle(this.#area).lineHeight);
  }

  #place(): void {
    const { line = '0', count = '1' } = this.#mark.dataset;
    const height = this.#lineHeight;
    const padding = Number.parseFloat(getComputedStyle(this.#area).paddingTop);
    this.#mark.style.top = `${padding + Number(line) * height - this.#area.scrollTop}px`;
    this.#mark.style.height = `${Number(count) * height}px`;
  }
}
