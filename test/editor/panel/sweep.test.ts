/** Many runs at once: the map of outcomes, by mouse and keyboard. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podOf, simulationOf } from '../../../client/webview/testing/traces.ts';
import { simulatePod } from '../../../server/src/simulation/simulatePod.ts';
import { panelPages, picture } from './panelTests.ts';

const pod = podOf({
  name: 'app',
  livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 10, failureThreshold: 3 },
  readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 },
});
const input = {
  pod,
  scenario: { name: 'slow-start', containers: { app: { startupSeconds: 45 } } },
  endpoints: true,
  publishNotReadyAddresses: false,
};
const slow = simulationOf(simulatePod(input).trace, { input });

const openPanel = panelPages();

async function open(theme: ThemeName = 'dark', width = 900): Promise<Page> {
  const panel = await openPanel(slow, { theme, width, height: 1000 });
  await panel.page.getByRole('button', { name: 'Sweep' }).click();
  return panel.page;
}

const result = (page: Page) => page.locator('.sweep-result');

describe.each<[ThemeName, number]>([
  ['dark', 900],
  ['light', 900],
  ['high-contrast', 640],
  ['light', 300],
])('%s, %i pixels wide', (theme, width) => {
  test('nothing is cut off or out of reach', async () => {
    const page = await open(theme, width);
    await result(page).getByText('smallest safe').waitFor({ timeout: 30_000 });
    await picture(page, `sweep-${theme}-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run(document.querySelector('.sweep') ?? document),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

test('the smallest safe setting is named, the current pair is marked, and a cell opens its run', async () => {
  const page = await open();
  await result(page).getByText('the smallest safe failureThreshold of these is 6').waitFor({ timeout: 30_000 });
  const current = page.locator('.sweep .cell.current');
  expect(await current.getAttribute('aria-label')).toMatch(/45, failureThreshold 3: crash loop.* \(as it is now\)$/);
  const before = await page.locator('.summary').innerText();
  await page.getByRole('button', { name: /45, failureThreshold 10: ready in time/ }).click();
  await expect.poll(() => page.locator('.summary').innerText()).not.toBe(before);
  expect(await page.locator('.summary').innerText()).toMatch(/^Ready after/);
});

test('arrow keys go from cell to cell, and Enter opens one', async () => {
  const page = await open();
  await result(page).getByText('smallest safe').waitFor({ timeout: 30_000 });
  await page.locator('.sweep .cell.current').focus();
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowDown');
  const focused = page.locator('.sweep .cell:focus');
  expect(await focused.getAttribute('aria-label')).toMatch(/45, failureThreshold (1[0-9]|2\d): ready in time/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.summary').innerText()).toMatch(/^Ready after/);
});

test('while it runs it says how far it is, and can be cancelled; the page stays smooth', async () => {
  const page = await open();
  await page.locator('.sweep tbody tr').first().waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  const rows = await page.locator('.sweep tbody tr').count();
  await page.waitForTimeout(500);
  expect(await page.locator('.sweep tbody tr').count()).toBe(rows);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await result(page).getByText('smallest safe').waitFor({ timeout: 30_000 });
});

test('the clocks of the kubelet make a difference where it is close', async () => {
  const page = await open();
  await result(page).getByText('smallest safe').waitFor({ timeout: 30_000 });
  const signs = () => page.locator('.sweep button.cell').allInnerTexts();
  const worst = await signs();
  await page.getByLabel('Clocks of the kubelet').selectOption('best');
  const best = await signs();
  expect(best).toHaveLength(worst.length);
  expect(best.filter((sign) => sign === '✓').length).toBeGreaterThan(worst.filter((sign) => sign === '✓').length);
});

test('a rollout: finished in time, late, stuck, or with requests lost; a cell opens its run', async () => {
  const manifest = servedDeployment(3).replace(
    '  template:',
    '  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n  progressDeadlineSeconds: 100\n  template:',
  );
  const panel = await openPanel(rolloutOf(manifest), { width: 900, height: 1100 });
  const { page } = panel;
  const started = performance.now();
  await page.getByRole('button', { name: 'Sweep' }).click();
  await result(page)
    .getByText(/smallest safe|is safe at all/)
    .waitFor({ timeout: 60_000 });
  const cells = page.locator('.sweep button.cell');
  console.log(`sweep of a rollout: ${await cells.count()} cells in ${Math.round(performance.now() - started)} ms`);
  await picture(page, 'sweep-rollout');
  const signs = new Set(await cells.allInnerTexts());
  expect([...signs].sort()).toEqual(['L', 'R']);
  expect(await page.locator('.sweep .cell.current').getAttribute('aria-label')).toMatch(/maxSurge 1: finished in time/);
  await page.getByLabel('Finished within (s)').fill('5');
  await page.getByLabel('Finished within (s)').press('Tab');
  await result(page)
    .getByText(/smallest safe|is safe at all/)
    .waitFor({ timeout: 60_000 });
  await expect.poll(async () => new Set(await cells.allInnerTexts())).not.toEqual(signs);
  await page.getByRole('button', { name: /180, maxSurge 2: finished late/ }).click();
  await expect.poll(() => page.locator('.summary').innerText()).toMatch(/finished after/);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document.querySelector('.sweep') ?? document),
  );
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
