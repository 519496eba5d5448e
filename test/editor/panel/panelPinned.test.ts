/** Before and after: a run is pinned, and what is edited or turned is held against it on one axis. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();

const slow = podRun({ name: 'own', containers: { app: { startupSeconds: 40 } } });
const fast = podRun({ name: 'own' });
const pin = { name: 'Pin this run to compare with it' };

test.each<[ThemeName, number]>([
  ['dark', 900],
  ['light', 320],
  ['high-contrast', 640],
])('%s, %i pixels wide: both runs are drawn', async (theme, width) => {
  const panel = await open(slow, { theme, width });
  const { page } = panel;
  await page.getByRole('button', pin).click();
  await page.getByText('Nothing that people would notice is different.').waitFor();
  await panel.show(fast);
  const differences = page.getByLabel('Compared with the pinned run');
  await differences.getByText(/Restarts of containers: 0 instead of \d/).waitFor();
  expect(await page.locator('.before rect').count()).toBeGreaterThan(3);
  await picture(page, `panel-pinned-${theme}-${width}`);
  expect(await cutOff(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
});

test('what is turned is held against the pinned run, until that is let go', async () => {
  const { page } = await open(rolloutOf(servedDeployment(4)));
  await page.getByRole('button', pin).click();
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('group', { name: 'Deployment' }).getByRole('slider', { name: 'minReadySeconds' }).fill('20');
  const differences = page.getByLabel('Compared with the pinned run');
  await differences.getByText(/Finished after .* instead of/).waitFor();
  await differences.getByRole('button', { name: 'Let the pinned run go' }).click();
  await differences.waitFor({ state: 'detached' });
  expect(await page.locator('.before').count()).toBe(0);
});

test('the committed version is asked for, and shown as what was before', async () => {
  const panel = await open(fast);
  const { page } = panel;
  await page.getByRole('button', { name: 'Compare with the committed version (HEAD)' }).click();
  expect((await panel.messages()).at(-1)).toEqual({ type: 'simulateCommitted' });
  await panel.send({ type: 'before', simulation: slow, source: 'committed' });
  await page
    .getByLabel('Compared with the committed version')
    .getByText(/Ready after/)
    .waitFor();
});

test('what is pinned and turned survives a reload of the window', async () => {
  const first = await open(slow);
  await first.page.getByRole('button', pin).click();
  await first.page.getByRole('button', { name: 'What if' }).click();
  await first.page.getByRole('spinbutton', { name: 'start-up time (s), exactly' }).fill('0');
  const differences = (page: Page) => page.getByLabel('Compared with the pinned run').locator('ul');
  await differences(first.page)
    .getByText(/Restarts of containers: 0 instead of/)
    .waitFor();
  const said = await differences(first.page).innerText();
  const state = await first.remembered();
  expect(JSON.stringify(state).length).toBeLessThan(20_000);
  await first.close();

  const { page } = await open(slow, { state });
  await expect.poll(() => differences(page).innerText(), { timeout: 15_000 }).toBe(said);
  expect(await page.getByRole('spinbutton', { name: 'start-up time (s), exactly' }).inputValue()).toBe('0');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('Nothing that people would notice is different.').waitFor();
});

test('what was turned in another manifest is not turned again', async () => {
  const first = await open(slow);
  await first.page.getByRole('button', { name: 'What if' }).click();
  await first.page.getByRole('spinbutton', { name: 'start-up time (s), exactly' }).fill('1');
  await expect.poll(async () => (await first.remembered()).turned?.changes.length).toBe(1);
  const state = await first.remembered();
  await first.close();
  const { page } = await open(fast, { state });
  expect(await page.getByRole('group', { name: 'app: scenario' }).count()).toBe(0);
});
