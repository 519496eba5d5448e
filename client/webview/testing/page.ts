import type { Browser, Page } from 'playwright-core';
import { bundlePage } from '../../../scripts/support/bundles.ts';
import { type ThemeName, themeStyle } from '../../page/themes.ts';
import { panelHtml } from '../../src/panel/html.ts';
import type { FromPanel, PanelState, Simulation, ToPanel } from '../protocol.ts';

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** The panel as it is shipped, bundled in memory. */
export async function bundlePanel(): Promise<Bundle> {
  const files = await bundlePage();
  return { script: files.get('main.js') ?? '', style: files.get('main.css') ?? '' };
}

export interface PageOptions {
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
  readonly state?: PanelState;
}

const origin = 'http://panel.test';

/** The panel in a page of its own, under the content security policy it has in VS Code. */
export class PanelPage {
  readonly page: Page;
  /** What the page complained about: errors, violations of the policy. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async open(browser: Browser, bundle: Bundle, options: PageOptions): Promise<PanelPage> {
    const { theme, width, height, state } = options;
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const files: Readonly<Record<string, { contentType: string; body: string }>> = {
      '/': { contentType: 'text/html', body: html(theme) },
      '/main.js': { contentType: 'text/javascript', body: bundle.script },
      '/main.css': { contentType: 'text/css', body: bundle.style },
      '/theme.css': { contentType: 'text/css', body: themeStyle(theme) },
    };
    await page.route(`${origin}/**`, (route) => {
      const file = files[new URL(route.request().url()).pathname];
      return file ? route.fulfill(file) : route.fulfill({ status: 204, body: '' });
    });
    await page.addInitScript((restored) => {
      const messages: unknown[] = [];
      let saved: unknown = restored;
      Object.assign(window, {
        panelMessages: messages,
        panelState: () => saved,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => messages.push(message),
          getState: () => saved,
          setState: (next: unknown) => {
            saved = next;
          },
        }),
      });
    }, state);
    const opened = new PanelPage(page);
    await page.goto(`${origin}/`);
    // As the extension does: what is sent before the panel listens is lost.
    await page.waitForFunction(() =>
      (window as unknown as { panelMessages: FromPanel[] }).panelMessages.some(({ type }) => type === 'ready'),
    );
    return opened;
  }

  async send(message: ToPanel): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
  }

  async show(simulation: Simulation): Promise<void> {
    await this.send({ type: 'simulation', simulation });
    await this.page.waitForSelector('.timeline .lane');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** What the panel has posted so far. */
  messages(): Promise<FromPanel[]> {
    return this.page.evaluate(() => (window as unknown as { panelMessages: FromPanel[] }).panelMessages);
  }

  remembered(): Promise<PanelState> {
    return this.page.evaluate(() => (window as unknown as { panelState: () => PanelState }).panelState());
  }
}

/** The page as the extension makes it, with what VS Code adds: the theme's colours and its name. */
function html(theme: ThemeName): string {
  const page = panelHtml({
    cspSource: origin,
    script: '/main.js',
    style: '/main.css',
    engine: '/main.js',
    nonce: 'panel',
  });
  const name = theme === 'high-contrast-light' ? `high-contrast vscode-${theme}` : theme;
  return page
    .replace('</head>', '<link rel="stylesheet" href="/theme.css"></head>')
    .replace('<body>', `<body class="vscode-${name}">`);
}
