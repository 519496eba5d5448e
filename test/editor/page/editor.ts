import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { testResults } from '../../../scripts/support/paths.ts';
import { run } from '../../../scripts/support/processes.ts';
import { launchChromium } from '../../../scripts/vscode/chromium.ts';
import { createWorkspace, pageUrl } from '../../../scripts/vscode/testServer.ts';

export type Theme = 'dark' | 'light' | 'contrast';

const themes: Readonly<Record<Theme, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
};

/** Gives the tests of a block one window; what it looked like when a test failed is in `test-results/failed-….png`. */
export function useEditor(theme: Theme, options: WindowOptions = {}): () => Editor {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open(theme, options);
  });
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => editor.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}-${theme}`));
  });
  afterAll(() => editor?.close());
  return () => editor;
}

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  /** The workspace is a repository of Git with all its files committed. */
  readonly git?: boolean;
}

/** A window of VS Code, used as a person uses it: by mouse and keyboard, seeing only what is on the page. */
export class Editor {
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Opens a window on a copy of the examples, with a fresh profile. `close` it in the end. */
  static async open(theme: Theme = 'dark', options: WindowOptions = {}): Promise<Editor> {
    const { width = 1440, height = 900, scale = 1, git = false } = options;
    const { PROBEWISE_EDITOR: origin, PROBEWISE_EDITOR_FOLDER: folder } = process.env;
    if (origin === undefined || folder === undefined) throw new Error('Run these tests with npm run test:editor.');
    const workspace = await createWorkspace(folder, {
      'workbench.colorTheme': themes[theme],
      // Nothing in the pictures that says nothing.
      'editor.minimap.enabled': false,
      'editor.guides.indentation': false,
      'git.enabled': git,
    });
    if (git) await commitAll(workspace);
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    page.setDefaultTimeout(20_000);
    await page.goto(pageUrl(origin, workspace));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return new Editor(browser, page);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /** Opens a file of the workspace by its name. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const name = path.split('/').at(-1) ?? path;
    await this.#pick(path, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Runs a command by its name in the palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.#pick(`>${title}`, title);
  }

  /** Chooses from the list that a command has opened; typing finds what stands further down. */
  async choose(label: string): Promise<void> {
    await this.page.locator('.quick-input-box input').fill(label);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }

  /** Types into the palette and takes the first choice, once the choices are those for what was typed. */
  async #pick(text: string, label: string): Promise<void> {
    await this.page.locator('.quick-input-widget input').fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The first line of the active editor that contains a text, as far as it is scrolled into view. */
  line(text: string): Locator {
    const words = text.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return this.page
      .locator('.editor-instance .view-line')
      .filter({ hasText: new RegExp(words.join('[\\s\\u00a0]+')) })
      .first();
  }

  /** Puts the cursor onto the last letter of a text of the active editor. */
  async click(text: string): Promise<void> {
    const { x, y } = await this.#endOf(text);
    await this.page.mouse.click(x, y);
    // A code lens that came late may have moved the lines.
    if ((await this.#endOf(text)).y !== y) await this.click(text);
  }

  /**
   * Rests the mouse on the last letter of a text and gives what the hover says. Tries again where the lines have moved
   * under the mouse meanwhile, as a code lens that comes late moves them.
   */
  async hover(text: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible .monaco-hover-content').first();
    for (let attempt = 1; attempt <= 5; attempt++) {
      const { x, y } = await this.#endOf(text);
      await this.page.mouse.move(x - 3, y);
      await this.page.mouse.move(x, y);
      const shown = await hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (shown && (await this.#endOf(text)).y === y) return hover.innerText();
      await this.page.mouse.move(0, 0);
      await hover.waitFor({ state: 'hidden' });
    }
    throw new Error(`No hover at ${text}`);
  }

  /** Waits until the extension marks a whole line of the active editor, and gives the line's text. */
  async markedLine(): Promise<string> {
    const mark = this.page.locator('.editor-instance .view-overlays [class*="TextEditorDecorationType"]').first();
    await mark.waitFor({ state: 'attached' });
    const top = (await mark.boundingBox())?.y ?? Number.NaN;
    for (const line of await this.page.locator('.editor-instance .view-line').all()) {
      const box = await line.boundingBox();
      if (box !== null && Math.abs(box.y - top) < box.height / 2) return painted(await line.innerText());
    }
    throw new Error('No line is painted where the mark is.');
  }

  /** Waits for a squiggle under the active editor's text. */
  async squiggle(severity: 'error' | 'warning' | 'info' | 'hint'): Promise<Locator> {
    const squiggle = this.page.locator(`.editor-instance .squiggly-${severity}`).first();
    await squiggle.waitFor({ state: 'attached' });
    return squiggle;
  }

  /**
   * Opens the light bulb's menu at a text and gives the titles in it. A hover that is still shown is left first: a click
   * would land in it. Tries again where the lines have moved under the mouse meanwhile.
   */
  async quickFixes(text: string): Promise<string[]> {
    const actions = this.page.locator('.action-widget .monaco-list-row.action');
    for (let attempt = 1; attempt <= 5; attempt++) {
      await this.page.mouse.move(0, 0);
      await this.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
      await this.click(text);
      await this.page.keyboard.press('Control+.');
      const shown = await actions
        .first()
        .waitFor({ timeout: 5000 })
        .then(
          () => true,
          () => false,
        );
      if (shown) return actions.allInnerTexts();
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`No light bulb at ${text}`);
  }

  /** Chooses from the menu that `quickFixes` opened. */
  async chooseFix(title: string): Promise<void> {
    await this.page.locator('.action-widget .monaco-list-row.action', { hasText: title }).click();
  }

  /** The code lens with a title. */
  codeLens(title: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: title }).first();
  }

  /** The document inside the webview that is shown. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
  }

  /** Takes a picture of the window into `test-results/`. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(testResults, { recursive: true });
    // What fades in has to be there.
    await this.page.waitForTimeout(300);
    await this.page.screenshot({ path: join(testResults, `${name}.png`) });
  }

  /** The last letter of a text on the page, from the painted text itself rather than its line's box. */
  async #endOf(text: string): Promise<{ x: number; y: number }> {
    const line = this.line(text);
    await line.waitFor();
    const box = await line.evaluate((element, text) => {
      const painted = (element.textContent ?? '').replaceAll('\u00a0', ' ');
      const start = painted.indexOf(text);
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let offset = 0;
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (start >= offset && start < offset + length) range.setStart(node, start - offset);
        if (start + text.length > offset && start + text.length <= offset + length) {
          range.setEnd(node, start + text.length - offset);
          break;
        }
        offset += length;
      }
      const { right, y, height } = range.getBoundingClientRect();
      return { x: right - 3, y: y + height / 2 };
    }, text);
    return box;
  }
}

async function commitAll(workspace: string): Promise<void> {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  const git = (...args: string[]) => run('git', ['-C', workspace, ...author, ...args]);
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'All files');
}

/** The editor paints a space as a no-break space. */
function painted(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
