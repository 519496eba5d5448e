import { describe, it } from 'vitest';
import { Editor } from './editor.ts';

/** The pictures of the README, taken by `npm run test:editor -- --only page pictures`; `test-results/` has them after a run, `images/` keeps the ones that are shown. */
describe('pictures', () => {
  it('of the simulation', async () => {
    const editor = await Editor.open('dark', { width: 1500, height: 960, scale: 1.25 });
    await editor.openFile('redis-exec.yaml');
    await editor.codeLens('Simulate').click();
    const panel = editor.webview();
    await panel.getByLabel('Scenario').selectOption('probe-always-fails');
    await panel.getByText('CrashLoopBackOff').first().waitFor();
    await editor.runCommand('View: Toggle Primary Side Bar Visibility');
    await panel.getByLabel('Events').getByRole('row').filter({ hasText: 'Killing' }).first().click();
    await editor.markedLine();
    await panel.locator('.summary').scrollIntoViewIfNeeded();
    await editor.screenshot('simulation');
    await editor.close();
  });

  it('of a rollout', async () => {
    const editor = await Editor.open('light', { width: 1500, height: 900, scale: 1.25 });
    await editor.openFile('web-three-probes.yaml');
    await editor.codeLens('Rollout').click();
    const panel = editor.webview();
    await panel.getByRole('combobox', { name: 'New pods' }).selectOption('slow-start');
    await panel.locator('.lane-replica').nth(5).waitFor();
    await editor.runCommand('View: Toggle Primary Side Bar Visibility');
    await panel.getByRole('row').filter({ hasText: 'pending termination' }).first().click();
    await panel.locator('.summary').scrollIntoViewIfNeeded();
    await editor.screenshot('rollout');
    await editor.close();
  });

  it('of the editor', async () => {
    const editor = await Editor.open('light', { width: 1200, height: 760, scale: 1.5 });
    await editor.openFile('mistakes.yaml');
    await editor.squiggle('error');
    await editor.runCommand('View: Toggle Primary Side Bar Visibility');
    await editor.hover('successThreshold: 2');
    await editor.screenshot('findings');
    await editor.close();
  });
});
