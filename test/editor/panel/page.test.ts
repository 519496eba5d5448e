/** The panel in a file of its own, and the playground: opened from disk, without a network. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exampleManifest } from '../../../client/page/example.ts';
import type { PageState } from '../../../client/page/state.ts';
import { bundlePage } from '../../../scripts/support/bundles.ts';
import { testResults } from '../../../scripts/support/paths.ts';
import { pageOf } from '../../../scripts/support/playground.ts';
import { launchChromium } from '../../../scripts/vscode/chromium.ts';

let browser: Browser;
let files: ReadonlyMap<string, string>;
let page: Page;
const complaints: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  mkdirSync(testResults, { recursive: true });
  [browser, files] = await Promise.all([launchChromium(), bundlePage()]);
});
afterEach(async () => {
  await page?.context().close();
  expect(complaints.splice(0)).toEqual([]);
  // Nothing but the file itself and what it makes.
  expect(requests.splice(0).filter((url) => !/^(file|blob):/.test(url))).toEqual([]);
});
afterAll(() => browser?.close());

interface Options {
  readonly state?: PageState;
  readonly fragment?: string;
  readonly width?: number;
  readonly dark?: boolean;
}

async function open({ state, fragment = '', width = 1400, dark = true }: Options): Promise<Page> {
  const file = join(testResults, 'page.html');
  writeFileSync(file, pageOf(files, state));
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    offline: true,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${pathToFileURL(file).href}${fragment}`);
  await page.locator('.timeline .lane').first().waitFor();
  return page;
}

const exported: PageState = { manifest: exampleManifest, name: 'web.yaml', scenario: 'slow-start', view: 'pod' };

describe('an exported file', () => {
  test.each([
    [1400, true],
    [1400, false],
    [700, false],
    [320, true],
  ])('%i pixels wide, dark: %s: plays, and everything is in reach', async (width, dark) => {
    await open({ state: exported, width, dark });
    await page.screenshot({ path: join(testResults, `page-${dark ? 'dark' : 'light'}-${width}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await page.locator('.summary').innerText()).toMatch(/^Never ready|^Ready|Restarted/);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  test('follows the scenario, a slider, and an edit; what is applied stands in the manifest', async () => {
    await open({ state: exported });
    const summary = page.locator('.summary');
    const before = await summary.innerText();
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('healthy');
    await expect.poll(() => summary.innerText()).not.toBe(before);
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('slow-start');
    await expect.poll(() => summary.innerText()).toBe(before);

    await page.getByRole('button', { name: 'What if' }).click();
    await page.getByRole('spinbutton', { name: 'failureThreshold, exactly' }).last().fill('30');
    await expect.poll(() => summary.innerText()).not.toBe(before);
    await page.getByRole('button', { name: 'Apply to manifest' }).click();
    const manifest = page.getByRole('textbox', { name: 'Manifest' });
    await expect.poll(() => manifest.inputValue()).toContain('failureThreshold: 30');
    await manifest.press('Control+z');
    await expect.poll(() => manifest.inputValue()).toBe(exampleManifest);
  });

  test('leads to lines of the manifest, shows a rollout, and the transcript', async () => {
    await open({ state: exported });
    await page.getByRole('row').filter({ hasText: 'Killing' }).first().click();
    await expect.poll(() => page.locator('.page-mark').isVisible()).toBe(true);
    await page.getByRole('combobox', { name: 'Show' }).selectOption('update');
    await page.locator('.lane-replica').nth(3).waitFor();
    await page.getByRole('button', { name: 'Open as text' }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.getByRole('textbox').inputValue()).toContain('deployment "web"');
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('saves itself with what it shows, and that file plays, too', async () => {
    await open({ state: exported });
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('deadlock');
    const manifest = page.getByRole('textbox', { name: 'Manifest' });
    await manifest.fill(exampleManifest.replace('name: web\n', 'name: shop\n'));
    await page.getByRole('combobox', { name: 'Workload' }).getByText('Deployment shop').waitFor({ state: 'attached' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as one file' }).click(),
    ]);
    const path = join(testResults, 'page-again.html');
    await download.saveAs(path);
    const text = readFileSync(path, 'utf8');
    expect(text.length).toBeGreaterThan(300_000);
    await page.goto(pathToFileURL(path).href);
    await page.locator('.timeline .lane').first().waitFor();
    expect(await page.getByRole('combobox', { name: 'Scenario' }).inputValue()).toBe('deadlock');
    expect(await page.getByRole('textbox', { name: 'Manifest' }).inputValue()).toContain('name: shop');
  });

  test('takes hostile names for text', async () => {
    const name = '</script><img src=x onerror=alert(1)>';
    await open({ state: { ...exported, name } });
    expect(await page.locator('.page-bar h2').innerText()).toBe(name);
    expect(await page.locator('img').count()).toBe(0);
  });
});

describe('the playground', () => {
  test('begins with an example, and its link brings back what was written', async () => {
    await open({});
    await page.getByText('this page does not check the manifest').waitFor();
    const manifest = page.getByRole('textbox', { name: 'Manifest' });
    await manifest.fill(exampleManifest.replace('periodSeconds: 10', 'periodSeconds: 25'));
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('deadlock');
    await expect.poll(() => page.url()).toMatch(/#v1=/);
    const fragment = new URL(page.url()).hash;
    await page.waitForTimeout(700);
    const last = new URL(page.url()).hash;
    expect(last.length).toBeLessThan(2_000);
    await page.context().close();
    await open({ fragment: last === '' ? fragment : last });
    expect(await page.getByRole('textbox', { name: 'Manifest' }).inputValue()).toContain('periodSeconds: 25');
    expect(await page.getByRole('combobox', { name: 'Scenario' }).inputValue()).toBe('deadlock');
  });

  test.each(['#v1=AAAA', `#v1=${'A'.repeat(50_000)}`, '#"><script>alert(1)</script>', '#v1=%00'])(
    'a link that is none (%.20s) shows the example, and says so',
    async (fragment) => {
      await open({ fragment });
      await page.getByText('The link could not be read').waitFor();
      expect(await page.getByRole('textbox', { name: 'Manifest' }).inputValue()).toBe(exampleManifest);
    },
  );

  test('a manifest that breaks is a problem, not the end', async () => {
    await open({});
    await page.getByRole('textbox', { name: 'Manifest' }).fill('kind: [');
    await page.locator('.problem').waitFor();
    await page.getByRole('textbox', { name: 'Manifest' }).fill(exampleManifest);
    await page.locator('.problem').waitFor({ state: 'detached' });
  });
});
