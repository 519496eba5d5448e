/** The panel for anyone: names that look like markup, people who want no motion, and tables that say what is drawn. */
import { expect, test } from 'vitest';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { podOf, simulationOf, traceOf } from '../../../client/webview/testing/traces.ts';
import { barriers, panelPages } from './panelTests.ts';

const open = panelPages();
const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';

test('hostile names are nothing but text, in every part of the panel', async () => {
  const pod = podOf({ name: hostile, image: hostile });
  const trace = traceOf('probe-always-fails', 120_000, pod);
  const scenario = { name: hostile, description: hostile, containers: { [hostile]: { startupSeconds: 3 } } };
  const shown = simulationOf(
    { ...trace, pod: hostile, namespace: hostile },
    {
      workload: { id: `Deployment/${hostile}`, kind: 'Deployment', name: hostile },
      workloads: [{ id: `Deployment/${hostile}`, label: hostile, rollout: false }],
      scenarios: [{ name: trace.scenario, title: hostile, description: hostile, own: true }],
      rejections: [hostile],
      openEnds: [{ field: hostile, what: 'leftOut' }],
      input: { pod, scenario, endpoints: true, publishNotReadyAddresses: false },
    },
  );
  const { page } = await open(shown, { height: 1400 });
  for (const name of ['What if', 'Share', 'Sweep', 'Shapes and keys', 'Pin this run to compare with it'])
    await page.getByRole('button', { name, exact: true }).click();
  await page.getByText('Conditions, containers, kubectl describe pod').click();
  await page.getByRole('tab', { name: /Everything/ }).click();
  await page.locator('.sweep tbody tr').first().waitFor();
  expect(await page.locator('img, script[src="x"], main script, [onerror]').count()).toBe(0);
  expect(await page.getByText(hostile).count()).toBeGreaterThan(5);
});

test('who wants no motion gets none', async () => {
  const panel = await open(podRun({ name: 'own', containers: { app: { startupSeconds: 20 } } }));
  const { page } = panel;
  await panel.send({ type: 'busy' });
  await page.locator('.progress.active').waitFor({ state: 'attached' });
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await expect.poll(moving).toBe(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
});

test('tables have a row for all that is drawn, and what can be moved is a button that says what and when', async () => {
  const outage = podRun(
    {
      name: 'own',
      traffic: { requestsPerSecond: 50 },
      containers: {
        app: {
          happenings: [
            { atSeconds: 30, clock: 'scenario', answers: 'failure' },
            { atSeconds: 60, clock: 'scenario', answers: 'success' },
          ],
        },
      },
    },
    { untilMs: 120_000 },
  );
  const { page } = await open(outage, { height: 2400 });
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('tab', { name: /Everything/ }).click();
  const entries = (selector: string) =>
    page.locator(selector).evaluateAll((found) => found.map((one) => Number((one as HTMLElement).dataset.entry)));
  const drawn = new Set(await entries('.timeline [data-entry]'));
  expect(drawn.size).toBeGreaterThan(10);
  const all = outage.trace.entries.map(({ seq }) => seq);
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(`${all.length + 1}`);
  expect([...drawn].filter((entry) => !all.includes(entry))).toEqual([]);
  const rows = new Set(await entries('.entries-table tr[data-entry]'));
  const kept = await page
    .locator('.entries-table tbody[data-entries]')
    .evaluateAll((found) => found.flatMap((one) => (one as HTMLElement).dataset.entries!.split(' ').map(Number)));
  expect([...drawn].filter((entry) => !rows.has(entry) && !kept.includes(entry))).toEqual([]);
  const handles = page.locator('.movable');
  expect(await handles.evaluateAll((found) => found.map((one) => one.getAttribute('aria-label')))).toEqual([
    expect.stringMatching(/^app: probes fail at 30 s\./),
    expect.stringMatching(/^app: answers again at 1 min\./),
  ]);
  expect(await barriers(page)).toEqual([]);
});
