/** The lane of requests, as a person sees and uses it. */
import { describe, expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();

const rollout = rolloutOf(servedDeployment(10));
const outage = podRun({
  name: 'own',
  traffic: { requestsPerSecond: 50 },
  containers: { app: { happenings: [{ atSeconds: 25, answers: 'failure' }] } },
});

describe('looks', () => {
  test.each<[ThemeName, number]>([
    ['dark', 900],
    ['light', 900],
    ['high-contrast', 900],
    ['light', 320],
  ])('%s, %i pixels wide', async (theme, width) => {
    const { page } = await open(rollout, { theme, width });
    await picture(page, `panel-requests-${theme}-${width}`);
    expect(await cutOff(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });
});

test('lost requests have their number on top; a click says why', async () => {
  const { page } = await open(rollout);
  await page.getByText(/requests per second, about \d+ are lost/).waitFor();
  const numbers = page.locator('.lost-count');
  expect(await numbers.count()).toBeGreaterThan(1);
  await numbers.nth(1).click();
  const details = page.getByLabel('Details');
  await details.getByText('the pod is being deleted and does not listen any more').first().waitFor();
  await page.locator('.lane-requests .band.bad, .lane-requests .tone-bad').first().click();
  await details.getByRole('heading', { name: 'Requests lost' }).waitFor();
});

test('the table of lost requests leads to the entry that lost them, down to the manifest', async () => {
  const { page } = await open(outage);
  await page.getByRole('tab', { name: /Requests lost/ }).click();
  await page.getByRole('row').filter({ hasText: 'errors' }).first().click();
  const details = page.getByLabel('Details');
  await details.getByRole('heading', { name: 'Requests lost' }).waitFor();
  expect(await details.locator('.loss').first().innerText()).toMatch(/^About \d+ requests are lost from 25 s/);
});

test('how far the nodes are behind the endpoints can be pointed at', async () => {
  const { page } = await open(rollout);
  await page.locator('.lane-requests .span .reach').first().hover();
  await page.locator('.tooltip').getByText('Some nodes still use the old endpoints').waitFor();
});
