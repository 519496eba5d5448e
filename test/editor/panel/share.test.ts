/** A simulation leaves the panel: copied, or as a file of each kind. */
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import type { FromPanel, Simulation } from '../../../client/webview/protocol.ts';
import type { PageOptions, PanelPage } from '../../../client/webview/testing/page.ts';
import { rolloutOf } from '../../../client/webview/testing/rollouts.ts';
import { simulationOf, traceOf } from '../../../client/webview/testing/traces.ts';
import { panelPages, picture } from './panelTests.ts';

const failing = simulationOf(traceOf('probe-always-fails', 120_000));
const rollout = rolloutOf();

const openPanel = panelPages();

async function open(simulation: Simulation, options: Partial<PageOptions> = {}): Promise<PanelPage> {
  const panel = await openPanel(simulation, options);
  await panel.page.getByRole('button', { name: 'Share' }).click();
  return panel;
}

/** The file that the button of this name makes. */
async function fileOf(opened: PanelPage, button: string) {
  await opened.page.getByRole('button', { name: button, exact: true }).click();
  const find = async () => (await opened.messages()).findLast((message) => message.type === 'saveFile');
  await expect.poll(find).toBeDefined();
  return (await find()) as FromPanel & { readonly type: 'saveFile' };
}

describe.each<[ThemeName, number]>([
  ['dark', 900],
  ['light', 640],
  ['high-contrast', 640],
  ['light', 280],
])('%s, %i pixels wide', (theme, width) => {
  test('nothing is cut off or out of reach', async () => {
    const { page } = await open(failing, { theme, width });
    await picture(page, `share-${theme}-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run(document.querySelector('.share') ?? document),
    );
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

test('as Markdown in the clipboard', async () => {
  const { page, messages } = await open(failing).then((opened) => ({
    page: opened.page,
    messages: () => opened.messages(),
  }));
  await page.getByRole('button', { name: 'As Markdown for a pull request' }).click();
  await page.getByText('Copied').waitFor();
  const copied = (await messages()).find(({ type }) => type === 'copyText');
  expect(copied).toMatchObject({ text: expect.stringContaining('### web, scenario “') });
  expect(copied).toMatchObject({ text: expect.stringContaining('```mermaid\ngantt') });
});

test.each([
  ['a pod', failing, 'web-probe-always-fails'],
  ['a rollout', rollout, 'shop-rollout-healthy'],
] as const)('%s as an SVG in the colours of the theme, and as data', async (_, simulation, name) => {
  const opened = await open(simulation);
  const svg = await fileOf(opened, 'SVG');
  expect(svg.name).toBe(`${name}.svg`);
  expect(svg.content).toMatch(/^<svg .*\n<title/);
  expect(svg.content).toContain('fill="#0d1117"');
  const json = await fileOf(opened, 'Trace (JSON)');
  expect(JSON.parse(String(json.content))).toMatchObject({ endMs: simulation.trace.endMs });
  const chrome = await fileOf(opened, 'Chrome trace (for Perfetto)');
  expect(chrome.name).toBe(`${name}.trace.json`);
  expect(JSON.parse(String(chrome.content)).traceEvents.length).toBeGreaterThan(10);
});

test('as a PNG that shows the same as the SVG', async () => {
  const opened = await open(failing, { theme: 'light' });
  await opened.page.getByRole('button', { name: 'PNG' }).click();
  const size = () =>
    opened.page.evaluate(async () => {
      const { panelMessages } = window as unknown as { panelMessages: FromPanel[] };
      const file = panelMessages.find((message) => message.type === 'saveFile');
      if (file === undefined || typeof file.content === 'string') return undefined;
      const bitmap = await createImageBitmap(new Blob([file.content as BlobPart], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const colors = new Set<string>();
      for (let at = 0; at < data.length; at += 4) colors.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
      return { width: bitmap.width, hasGround: colors.has('255,255,255'), hasFailures: colors.has('207,34,46') };
    });
  await expect.poll(size).toEqual({ width: 2400, hasGround: true, hasFailures: true });
});
