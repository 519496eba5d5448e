/** From a rollout into the life of one of its pods, and back to the same moment. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();
const rollout = rolloutOf(servedDeployment(4));
const newPods = rollout.trace.pods.flatMap((pod, index) => (pod.revision === 'new' ? [{ ...pod, index }] : []));
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Time', exact: true });
const seconds = async (page: Page) => Number(await scrubber(page).getAttribute('aria-valuenow'));

test('a lane leads into the pod’s own life at the same moment, a breadcrumb leads back', async () => {
  const panel = await open(rollout);
  const { page } = panel;
  const pod = newPods[1]!;
  await scrubber(page).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step++) await page.keyboard.press('PageDown');
  const before = await seconds(page);
  await page.locator(`[data-pod="${pod.index}"]`).click();
  const back = page.getByRole('navigation', { name: 'Where you are' });
  await back.getByText(pod.name).waitFor();
  expect(await page.locator('.lane-readiness').count()).toBe(1);
  expect(await page.locator('.lane-replica').count()).toBe(0);
  const inside = Math.max(0, before - pod.createdAtMs / 1000);
  expect(await seconds(page)).toBeCloseTo(inside, 1);
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'panel-pod-life');

  await scrubber(page).focus();
  await page.keyboard.press('End');
  const end = await seconds(page);
  await back.getByRole('button', { name: rollout.workload.name }).click();
  await page.locator('.lane-replica').first().waitFor();
  expect(await seconds(page)).toBeCloseTo(end + pod.createdAtMs / 1000, 1);
});

test('keys lead in and out, what is selected leads to its field, and an edit stays inside', async () => {
  const panel = await open(rollout, { width: 320 });
  const { page } = panel;
  await page.locator(`[data-pod="${newPods[0]!.index}"]`).focus();
  await page.keyboard.press('Enter');
  await page.locator('.lane-readiness').waitFor();
  expect(await cutOff(page)).toEqual([]);
  await scrubber(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  while (!(await page.locator('.details .field').first().isVisible())) await page.keyboard.press('PageDown');
  await page.locator('.details .field').first().click();
  expect((await panel.messages()).at(-1)).toMatchObject({
    type: 'reveal',
    field: expect.stringMatching(/^spec\.template\./),
  });

  await panel.send({ type: 'simulation', simulation: rolloutOf(servedDeployment(6)) });
  await expect.poll(() => page.locator('.lane-readiness').count()).toBe(1);
  await scrubber(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.lane-replica').count()).toBe(12);
});
