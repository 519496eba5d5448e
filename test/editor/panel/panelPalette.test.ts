/** Things are made to happen: dropped onto the time axis, dragged, moved by keys, and attempts that are made to fail. */
import { expect, test } from 'vitest';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();
const well = podRun({ name: 'own', traffic: { requestsPerSecond: 50 } }, { untilMs: 120_000 });

test('an outage is dropped onto the axis, dragged, and moved by keys; Delete takes it away', async () => {
  const { page } = await open(well, { width: 900 });
  const before = await page.locator('.summary').innerText();
  await page.getByRole('button', { name: 'What if' }).click();
  await page
    .getByRole('button', { name: 'Outage of 30 s' })
    .dragTo(page.locator('.lane-pod .lane-plot'), { targetPosition: { x: 300, y: 10 } });
  const fails = page.getByRole('button', { name: /^app: probes fail at/ });
  const answers = page.getByRole('button', { name: /^app: answers again at/ });
  await fails.waitFor();
  await page
    .getByText(/are lost/)
    .first()
    .waitFor();
  await picture(page, 'panel-palette');
  expect(await barriers(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);

  const place = async () => (await fails.getAttribute('aria-label')) ?? '';
  const dropped = await place();
  const box = (await fails.boundingBox())!;
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect.poll(place).not.toBe(dropped);

  const dragged = await place();
  await fails.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(place).not.toBe(dragged);
  await page.keyboard.press('Delete');
  await expect.poll(() => fails.count()).toBe(0);
  await answers.focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => page.locator('.summary').innerText()).toBe(before);
});

test('a press lets it happen at the scrubber', async () => {
  const { page } = await open(well, { width: 320 });
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Pod deleted' }).click();
  await page
    .getByText(/^Gone after|Gone after/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: /^the pod is deleted at/ }).count()).toBe(1);
  await picture(page, 'panel-palette-320');
  expect(await cutOff(page)).toEqual([]);
});

test('an attempt is made to fail', async () => {
  const { page } = await open(well);
  await page.locator('.lane-readiness .mark').nth(4).click();
  await page.getByRole('button', { name: 'Make this attempt fail' }).click();
  await page.locator('.lane-readiness .glyph-failure').first().waitFor();
});

test('inside a pod of a rollout, it happens to that pod only; attempts can be made to fail there, too', async () => {
  const panel = await open(rolloutOf(servedDeployment(3)), { width: 900, height: 1100 });
  const { page } = panel;
  const rows = page.getByLabel('Pods').locator('tbody tr');
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => rows.count()).toBe(3);
  await rows.nth(1).getByRole('button').click();
  const inside = page.locator('.lane-liveness, .lane-readiness').first();
  await inside.waitFor();
  await page.getByRole('button', { name: 'What if' }).click();
  expect(await page.getByRole('button', { name: 'Node lost' }).count()).toBe(0);
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Crash', exact: true }).click();
  const handle = page.getByRole('button', { name: /new pod \d, shop: the process ends at/ });
  await handle.waitFor();
  await expect.poll(() => page.locator('.kubectl td.column-restarts').first().innerText()).toMatch(/^[01]/);
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'panel-palette-pod');
  await page.locator('.lane-readiness .mark.glyph-success').last().click();
  await page.getByRole('button', { name: 'Make this attempt fail' }).click();
  await page.getByRole('button', { name: /new pod \d, shop: probes fail at/ }).waitFor();
  await page.getByRole('button', { name: 'Save scenario' }).click();
  const saved = (await panel.messages()).findLast(({ type }) => type === 'saveScenario');
  expect(saved).toMatchObject({ scenario: { pods: [{ nth: expect.any(Number), containers: { shop: {} } }] } });
});
