/** What stands at the scrubber, and what the cursor in the manifest governs. */
import { expect, test } from 'vitest';
import { podRun } from '../../../client/webview/testing/runs.ts';
import { barriers, cutOff, panelPages, picture } from './panelTests.ts';

const open = panelPages();
const crashing = podRun({ name: 'own', containers: { app: { happenings: [{ atSeconds: 3, exitCode: 2 }] } } });

test.each([900, 320])(
  '%i pixels wide: conditions, containers and kubectl describe pod follow the scrubber',
  async (width) => {
    const { page } = await open(crashing, { width });
    await page.getByText('Conditions, containers, kubectl describe pod').click();
    const described = page.getByRole('region', { name: 'kubectl describe pod' });
    await described.getByText('Name:').waitFor();
    await page.getByRole('slider', { name: 'Time', exact: true }).focus();
    await page.keyboard.press('End');
    await page.getByText(/waiting: CrashLoopBackOff/).waitFor();
    expect(await described.innerText()).toContain('CrashLoopBackOff');
    await picture(page, `panel-standing-${width}`);
    expect(await cutOff(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('.standing').innerText()).not.toContain('CrashLoopBackOff');
  },
);

test('lanes in which the field at the cursor has a say stand out', async () => {
  const panel = await open(
    podRun({ name: 'own', containers: { app: { happenings: [{ atSeconds: 9, answers: 'failure' }] } } }),
  );
  const { page } = panel;
  expect(await page.locator('.lane.governed').count()).toBe(0);
  await panel.send({ type: 'governed', fields: ['spec.containers[0].livenessProbe.failureThreshold'] });
  await page.locator('.lane-liveness.governed').waitFor();
  expect(await page.locator('.lane-readiness.governed').count()).toBe(0);
  await panel.send({ type: 'governed', fields: [] });
  await expect.poll(() => page.locator('.lane.governed').count()).toBe(0);
});
