/** What the extension asks and shows in VS Code's own windows, in the page's. */
import type { ScenarioChoice } from '../webview/protocol.ts';
import { element } from './dom.ts';
import { pageMessages as say } from './messages.ts';
import { textOf } from './text.ts';

/** A text to read; with `onSave` also to change. */
export function showText(title: string, text: string, onSave?: (text: string) => void): void {
  const dialog = opened(title);
  const area = element('textarea', {
    value: text,
    readOnly: onSave === undefined,
    spellcheck: false,
    ariaLabel: title,
  });
  const buttons = element('p', { className: 'page-buttons' });
  if (onSave !== undefined) {
    const save = element('button', { type: 'button', className: 'action', textContent: textOf(say.saveText()) });
    save.onclick = () => {
      dialog.close();
      onSave(area.value);
    };
    buttons.append(save);
  }
  const close = element('button', { type: 'button', className: 'action secondary', textContent: textOf(say.close()) });
  close.onclick = () => dialog.close();
  buttons.append(close);
  dialog.append(area, buttons);
}

/** The scenario that is chosen; undefined where none was. */
export function pickScenario(choices: readonly ScenarioChoice[]): Promise<string | undefined> {
  const dialog = opened(textOf(say.pickScenario()));
  return new Promise((resolve) => {
    const search = element('input', { type: 'search', ariaLabel: textOf(say.find()), placeholder: textOf(say.find()) });
    const list = element('ul', { className: 'page-choices' });
    const fill = () => {
      const wanted = search.value.toLowerCase();
      const found = choices.filter(({ title, description }) =>
        `${title} ${description}`.toLowerCase().includes(wanted),
      );
      list.replaceChildren(
        ...found.map(({ name, title, description }) => {
          const button = element('button', { type: 'button' }, element('b', {}, title), ` ${description}`);
          button.onclick = () => {
            resolve(name);
            dialog.close();
          };
          return element('li', {}, button);
        }),
      );
    };
    search.oninput = fill;
    fill();
    dialog.addEventListener('close', () => resolve(undefined));
    dialog.append(search, list);
    search.focus();
  });
}

function opened(title: string): HTMLDialogElement {
  const dialog = element('dialog', { className: 'page-dialog', ariaLabel: title }, element('h2', {}, title));
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return dialog;
}
