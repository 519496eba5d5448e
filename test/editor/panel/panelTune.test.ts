/** Tune: wishes are marks on the time axis, the probes follow, and what contradicts is named. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import { rolloutOf, servedDeployment } from '../../../client/webview/testing/rollouts.ts';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { podOf } from '../../../client/webview/testing/traces.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();
const hangs = { name: 'own', containers: { app: { happenings: [{ atSeconds: 60, answers: 'hang' as const }] } } };
const tcp = { tcpSocket: { port: 80 } };
const probed = podOf({ ports: [{ containerPort: 80 }], livenessProbe: tcp, readinessProbe: tcp });
const hang = podRun(hangs, { pod: probed, untilMs: 240_000 });

const field = (page: Page, name: string) => page.getByRole('spinbutton', { name });
const mark = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

test('typed wishes set the probes, the run follows, and both are written as What if writes', async () => {
  const panel = await open(hang);
  const { page } = panel;
  await page.getByRole('button', { name: 'Tune probes' }).click();
  const before = await page.locator('.summary').innerText();
  const apply = page.getByRole('region', { name: 'Tune probes' }).getByRole('button', { name: 'Apply to manifest' });
  expect(await apply.isDisabled()).toBe(true);
  await field(page, 'A hang is restarted within').fill('60');
  await page.getByText('livenessProbe: 2 failures in a row, 29 s apart.').waitFor();
  await expect.poll(() => page.locator('.summary').innerText()).not.toBe(before);
  await field(page, 'Traffic stops within').fill('15');
  await page.getByText('readinessProbe: 2 failures in a row, 7 s apart.').waitFor();
  await apply.click();
  const of = (probe: string, name: string, value: number) => ({
    of: 'pod',
    field: `spec.containers[0].${probe}.${name}`,
    value,
  });
  expect((await panel.messages()).at(-1)).toEqual({
    type: 'applyFields',
    edits: [
      of('livenessProbe', 'periodSeconds', 29),
      of('livenessProbe', 'failureThreshold', 2),
      of('readinessProbe', 'periodSeconds', 7),
      of('readinessProbe', 'failureThreshold', 2),
    ],
  });
  await page.getByRole('button', { name: 'Clear wishes' }).click();
  await expect.poll(() => page.locator('.summary').innerText()).toBe(before);
  expect(await apply.isDisabled()).toBe(true);
});

test('marks are dragged on the axis, counted from the failure, and moved by keys', async () => {
  const { page } = await open(hang);
  await page.getByRole('button', { name: 'Show everything (0)' }).click({ force: true });
  await page.getByRole('button', { name: 'Tune probes' }).click();
  const restart = mark(page, 'A hang is restarted within');
  await expect.poll(() => restart.getAttribute('aria-valuetext')).toContain('no wish; it takes');
  const box = (await restart.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const wished = Number(await field(page, 'A hang is restarted within').inputValue());
  expect(wished).toBeGreaterThan(50);
  await restart.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => field(page, 'A hang is restarted within').inputValue()).toBe(`${wished - 11}`);
  await page.getByText(`restart`, { exact: false }).first().waitFor();
  await page.keyboard.press('Delete');
  await expect.poll(() => field(page, 'A hang is restarted within').inputValue()).toBe('');
});

test('what contradicts is named with by how much, drawn, and nothing can be written', async () => {
  const { page } = await open(hang);
  await page.getByRole('button', { name: 'Tune probes' }).click();
  await field(page, 'A hang is restarted within').fill('20');
  await field(page, 'Outages are tolerated up to').fill('30');
  await page.getByText('exclude each other: a restart then takes 33 s, 13 s more.').waitFor();
  await page.getByText('13 s too soon').waitFor();
  expect(await page.locator('.wish-needed').count()).toBe(1);
  const section = page.getByRole('region', { name: 'Tune probes' });
  expect(await section.getByRole('button', { name: 'Apply to manifest' }).isDisabled()).toBe(true);
  expect(await barriers(page)).toEqual([]);
});

test('a probe that is missing is written whole', async () => {
  const panel = await open(podRun(hangs, { pod: podOf({ readinessProbe: tcp, livenessProbe: undefined! }) }));
  const { page } = panel;
  await page.getByRole('button', { name: 'Tune probes' }).click();
  await field(page, 'A hang is restarted within').fill('30');
  await page.getByText('New livenessProbe: 2 failures in a row, 14 s apart.').waitFor();
  await page.getByRole('region', { name: 'Tune probes' }).getByRole('button', { name: 'Apply to manifest' }).click();
  expect((await panel.messages()).at(-1)).toEqual({
    type: 'applyFields',
    edits: [
      {
        of: 'pod',
        field: 'spec.containers[0].livenessProbe',
        value: { ...tcp, periodSeconds: 14, failureThreshold: 2 },
      },
    ],
  });
});

test.each<[ThemeName, number]>([
  ['dark', 900],
  ['light', 320],
  ['high-contrast', 640],
])('%s, %i pixels wide: nothing is cut off, and there are no barriers', async (theme, width) => {
  const { page } = await open(width === 900 ? hang : rolloutOf(servedDeployment(4)), { theme, width });
  await page.getByRole('button', { name: 'Tune probes' }).click();
  await field(page, 'Traffic stops within').fill('15');
  await page.getByText('readinessProbe:').first().waitFor();
  await picture(page, `panel-tune-${theme}-${width}`);
  expect(await cutOff(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
});
