/** What page tests of the panel share: a browser, the panel's bundle, and a page that is checked and closed after each. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Simulation } from '../../../client/webview/protocol.ts';
import { type Bundle, bundlePanel, type PageOptions, PanelPage } from '../../../client/webview/testing/page.ts';
import { testResults } from '../../../scripts/support/paths.ts';
import { launchChromium } from '../../../scripts/vscode/chromium.ts';

/** Call once in a file of tests; gives what opens the panel in a page of its own. */
export function panelPages() {
  let browser: Browser;
  let bundle: Bundle;
  let panel: PanelPage | undefined;
  beforeAll(async () => {
    [browser, bundle] = await Promise.all([launchChromium(), bundlePanel()]);
  });
  afterEach(async () => {
    const complaints = panel?.complaints ?? [];
    await panel?.close();
    panel = undefined;
    expect(complaints).toEqual([]);
  });
  afterAll(() => browser?.close());
  return async (simulation: Simulation, options: Partial<PageOptions> = {}): Promise<PanelPage> => {
    panel = await PanelPage.open(browser, bundle, { theme: 'dark', width: 900, height: 850, ...options });
    await panel.show(simulation);
    return panel;
  };
}

/** What keeps people with disabilities from using the page, as axe sees it. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${help}: ${html} ${failureSummary}`),
    );
  });
}

/** Keeps a picture of the page with the test results. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(testResults, { recursive: true });
  await page.screenshot({ path: join(testResults, `${name}.png`) });
}

/** Texts that do not fit where they stand, and whether the page is wider than the window. */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut = [
      ...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, th, td, button, .lane-name, .lane-group-name, .clock'),
    ]
      .filter(({ scrollWidth, clientWidth, className }) => className !== 'spoken' && scrollWidth > clientWidth + 1)
      .map(({ className, tagName, textContent }) => `${tagName}.${className}: ${textContent}`);
    const { scrollWidth } = document.documentElement;
    return scrollWidth > window.innerWidth ? [...cut, `page: ${scrollWidth} pixels`] : cut;
  });
}

/**
 * Processor time that the page and its workers take while something is done in it, in milliseconds. What else the machine does
 * hardly shows in it.
 */
export async function processorMs(page: Page, act: () => Promise<unknown>): Promise<{ page: number; workers: number }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threads = new Map(
    traceEvents.flatMap((event) =>
      event.name === 'thread_name' ? [[threadOf(event), event.args?.name ?? ''] as const] : [],
    ),
  );
  const spentMs = (thread: string) =>
    traceEvents
      .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && threads.get(threadOf(event)) === thread)
      .reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
  return { page: spentMs('CrRendererMain'), workers: spentMs('DedicatedWorker thread') };
}

/** Of Chrome's own trace, what is used here. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the thread's own clock, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}
