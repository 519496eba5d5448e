/** The axis of long runs: quiet stretches are folded, the minimap shows the whole, and time stays exact. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { podOf } from '../../../client/webview/testing/traces.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();
const tcp = { tcpSocket: { port: 80 } };
const pod = podOf({ ports: [{ containerPort: 80 }], livenessProbe: tcp, readinessProbe: tcp });
const hiccup = [
  { atSeconds: 5_400, answers: 'hang' as const },
  { atSeconds: 5_460, answers: 'success' as const },
];
/** Three hours in which something happens for a minute. */
const long = podRun({ name: 'own', containers: { app: { happenings: hiccup } } }, { pod, untilMs: 3 * 3_600_000 });
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Time', exact: true });
const seconds = async (page: Page) => Number(await scrubber(page).getAttribute('aria-valuenow'));

describe('three hours', () => {
  test('are folded to what happens, which is said, and a press shows them as they are', async () => {
    const { page } = await open(long);
    await page.getByText('2 stretches of nothing but routine are folded, 2 h 59 min in all.').waitFor();
    expect(await page.locator('.fold-break').allInnerTexts()).toEqual(['1 h 29 min', '1 h 29 min']);
    const failure = page.locator('.lane-liveness .glyph-failure').first();
    const loss = page.locator('.lane-requests .tone-bad .band-ground').first();
    expect((await loss.boundingBox())!.width).toBeGreaterThan(60);
    const mark = (await failure.boundingBox())!;
    expect(mark.x + mark.width).toBeGreaterThan((await loss.boundingBox())!.x);
    const ticks = await page.locator('.tick').allTextContents();
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(await barriers(page)).toEqual([]);

    const fold = page.getByRole('button', { name: 'Fold quiet stretches' });
    expect(await fold.getAttribute('aria-pressed')).toBe('true');
    await page.locator('.fold-break').first().click();
    expect(await fold.getAttribute('aria-pressed')).toBe('false');
    expect(await page.locator('.fold-break').count()).toBe(0);
    expect(await page.locator('.folded').count()).toBe(0);
    await page.getByRole('button', { name: 'Show everything (0)' }).click();
    expect((await loss.boundingBox())!.width).toBeLessThan(10);
    await fold.click();
    await page.locator('.fold-break').first().waitFor();
  });

  test('are crossed by keys in the time that the axis shows', async () => {
    const panel = await open(long);
    const { page } = panel;
    await scrubber(page).focus();
    await page.keyboard.press('Home');
    let presses = 0;
    for (; (await seconds(page)) < 5_395 && presses < 200; presses++) await page.keyboard.press('ArrowRight');
    expect(presses).toBeLessThan(120);
    // It is remembered once it rests.
    await expect.poll(async () => (await panel.remembered()).timeMs).toBeGreaterThan(5_390_000);
    const x = await page.locator('.scrubber').evaluate((line) => line.getBoundingClientRect().x);
    const edge = (await page.locator('.fold-break').first().boundingBox())!;
    expect(Math.abs(edge.x + edge.width - x)).toBeLessThan(20);
  });

  test.each<[ThemeName, number]>([
    ['dark', 900],
    ['light', 320],
    ['high-contrast', 2000],
  ])('%s, %i pixels wide', async (theme, width) => {
    const { page } = await open(long, { theme, width });
    await page.locator('.fold-break').first().waitFor();
    await picture(page, `panel-folds-${theme}-${width}`);
    expect(await cutOff(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });
});

test('ten minutes are drawn as they are; folding them is a choice that is remembered', async () => {
  const panel = await open(podRun({ name: 'own' }, { pod, untilMs: 600_000 }));
  const { page } = panel;
  expect(await page.locator('.fold-break').count()).toBe(0);
  await page.getByRole('button', { name: 'Fold quiet stretches' }).click();
  await page.locator('.fold-break').first().waitFor();
  expect((await panel.remembered()).folding).toBe(true);
});

test('the minimap’s window is dragged, its edges are drawn, a drag beside it makes another, a double click fits', async () => {
  const panel = await open(podRun({ name: 'own' }, { pod, untilMs: 120_000 }));
  const { page } = panel;
  const shown = async () => (await panel.remembered()).shown!;
  const map = (await page.locator('.minimap').boundingBox())!;
  const y = map.y + map.height / 2;
  const drag = async (from: number, to: number) => {
    await page.mouse.move(map.x + from * map.width, y);
    await page.mouse.down();
    await page.mouse.move(map.x + to * map.width, y, { steps: 4 });
    await page.mouse.up();
  };
  await page.locator('.minimap').dblclick({ position: { x: 5, y: 5 } });
  await expect.poll(shown).toMatchObject({ fromMs: 0, toMs: 120_000 });
  await drag(0.997, 0.5);
  await expect.poll(async () => Math.round((await shown()).toMs / 1000)).toBeCloseTo(60, -1);
  const { toMs } = await shown();
  await drag(0.25, 0.5);
  await expect.poll(async () => Math.round((await shown()).fromMs / 1000)).toBe(30);
  expect((await shown()).toMs - (await shown()).fromMs).toBeCloseTo(toMs, 0);
  await drag(0.1, 0.2);
  await expect.poll(async () => Math.round((await shown()).fromMs / 1000)).toBe(12);
  expect(Math.round((await shown()).toMs / 1000)).toBe(24);
  await scrubber(page).focus();
  const before = await shown();
  await page.keyboard.press('d');
  await expect.poll(async () => (await shown()).fromMs).toBeGreaterThan(before.fromMs);
  await page.keyboard.press('s');
  await expect.poll(async () => (await shown()).toMs - (await shown()).fromMs).toBeGreaterThan(20_000);
});

test('where the time goes is a bar, and a table with what decides each part; moments of a rollout are bands', async () => {
  const slow = rolloutOf(servedDeployment(4).replace('  selector:', '  minReadySeconds: 10\n  selector:'), {
    scenario: 'slow-start',
  });
  const { page } = await open(slow);
  await page.locator('.budget-minReady').first().waitFor();
  await page.getByText('Where the time goes').click();
  const row = page.getByRole('row', { name: /minReadySeconds/ });
  expect(await row.innerText()).toContain('minReadySeconds of the workload');
  const shares = await page.locator('.budgets td:nth-child(3)').allInnerTexts();
  expect(shares.reduce((sum, share) => sum + Number.parseInt(share, 10), 0)).toBeGreaterThan(97);
  await picture(page, 'panel-budget');
  expect(await cutOff(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);

  expect(await page.locator('.lane-replica .span').count()).toBeGreaterThan(3);
  expect(await page.locator('.lane-rollout .span').count()).toBe(1);
  await page.locator('.lane-rollout .span .reach').click();
  await page
    .locator('.details')
    .getByText(/In a cluster the rollout is done .+ after the beginning/)
    .waitFor();
});
