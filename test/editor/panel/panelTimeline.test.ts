/** The timeline as one works with it: zoom to a drag, the graph of endpoints, and panning where there is much. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { podOf } from '../../../client/webview/testing/traces.ts';
import { barriers, panelPages, picture } from './panelTests.ts';

const open = panelPages();
const flapping = { name: 'own', containers: { a: { happenings: [{ atSeconds: 600, answers: 'failure' as const }] } } };

test('a drag with Shift chooses what to zoom to; 0 shows everything again', async () => {
  const { page } = await open(podRun({ name: 'own' }, { untilMs: 120_000 }));
  const ticks = () => page.locator('.tick').allInnerTexts();
  await page.getByRole('button', { name: 'Show everything (0)' }).click({ force: true });
  const whole = await ticks();
  const plot = (await page.locator('.lane-pod .lane-plot').boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(plot.x + plot.width / 4, plot.y + 10);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width / 2, plot.y + 10, { steps: 4 });
  await page.locator('.zoom-range').waitFor();
  await page.mouse.up();
  await page.keyboard.up('Shift');
  expect(await page.locator('.zoom-range').count()).toBe(0);
  await expect.poll(ticks).not.toEqual(whole);
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  await page.keyboard.press('0');
  await expect.poll(ticks).toEqual(whole);
});

test('ready endpoints are a graph against what the strategy leaves at least', async () => {
  const { page } = await open(rolloutOf(servedDeployment(10)));
  expect(await page.locator('.lane-endpoints .required').count()).toBe(1);
  expect(await page.locator('.lane-endpoints .lane-name').getAttribute('title')).toContain('leaves at least: 8');
  const heights = await page
    .locator('.lane-endpoints .band-ground')
    .evaluateAll((grounds) => grounds.map((ground) => Number(ground.getAttribute('height'))));
  expect(new Set(heights).size).toBeGreaterThan(1);
  await picture(page, 'panel-endpoints');
});

/** Pans by one step a frame; how long the frames take, in milliseconds. */
async function framesOf(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (steps) => {
    const timeline = document.querySelector('.timeline');
    if (!timeline) throw new Error('no timeline');
    const works: number[] = [];
    for (let step = 0; step < steps; step++) {
      await new Promise(requestAnimationFrame);
      const started = performance.now();
      const deltaX = step < steps / 2 ? 40 : -40;
      timeline.dispatchEvent(new WheelEvent('wheel', { deltaX, bubbles: true, cancelable: true }));
      // Preact draws in a microtask; reading a size makes the browser lay it out.
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
      timeline.getBoundingClientRect();
      works.push(performance.now() - started);
    }
    return works.sort((a, b) => a - b);
  }, count);
}

test('panning through ten thousand entries is smooth', async () => {
  const probe = { tcpSocket: { port: 1 }, periodSeconds: 1 };
  const containers = ['a', 'b', 'c'].map((name) => ({ name, livenessProbe: probe, readinessProbe: probe }));
  const long = podRun(flapping, { pod: podOf(...containers), untilMs: 3_600_000 });
  const { length } = long.trace.entries;
  expect(length).toBeGreaterThan(10_000);
  const { page } = await open(long, { width: 1200 });
  await page.getByRole('slider', { name: 'Time', exact: true }).focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('+');
  const works = await framesOf(page, 60);
  const [median, late] = [works[30]!, works[54]!];
  console.log(
    `panning ${length} entries: ${median.toFixed(1)} ms a frame, nine of ten within ${late.toFixed(1)} ms (wanted: 16.7 ms)`,
  );
  // A machine that does other things meanwhile is several times slower.
  expect(median).toBeLessThan(16.7 * 8);
});

test('while the document is broken, the last run stays, without colour and with the reason', async () => {
  const panel = await open(rolloutOf(servedDeployment(4)));
  const { page } = panel;
  const filter = () => page.locator('.history').evaluate((history) => getComputedStyle(history).filter);
  expect(await filter()).toBe('none');
  await panel.send({ type: 'problem', message: 'Line 3 is no YAML.' });
  await page.getByText('Line 3 is no YAML.').waitFor();
  expect(await filter()).toBe('grayscale(1)');
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'panel-stale');
  await panel.show(rolloutOf(servedDeployment(4)));
  await expect.poll(filter).toBe('none');
});
