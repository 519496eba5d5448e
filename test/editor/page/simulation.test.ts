import { describe, expect, it } from 'vitest';
import { type Theme, useEditor } from './editor.ts';

describe.each<Theme>(['dark', 'light'])('simulating, %s', (theme) => {
  const window = useEditor(theme);

  it('opens a panel with lanes beside the manifest, from the lens above a workload', async () => {
    const editor = window();
    await editor.openFile('redis-exec.yaml');
    await editor.codeLens('Simulate').click();
    const panel = editor.webview();
    await panel.getByLabel('Timeline', { exact: true }).waitFor();
    expect(await panel.locator('.lane').count()).toBeGreaterThan(2);
    await editor.screenshot(`simulation-healthy-${theme}`);
  });

  it('plays another scenario: a probe that always fails ends in CrashLoopBackOff', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByLabel('Scenario').selectOption('probe-always-fails');
    await panel.getByText('CrashLoopBackOff').first().waitFor();
    await editor.screenshot(`simulation-failing-${theme}`);
  });

  it('shows the line of YAML that caused an event', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByLabel('Events').getByRole('row').filter({ hasText: 'Killing' }).first().click();
    expect(await editor.markedLine()).toBe('failureThreshold: 3');
    await editor.screenshot(`simulation-event-${theme}`);
  });

  it('simulates again when the manifest is edited', async () => {
    const editor = window();
    const summary = editor.webview().locator('.summary');
    const before = await summary.innerText();
    await editor.click('failureThreshold: 3');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type('0');
    await expect.poll(() => summary.innerText(), { timeout: 10_000 }).not.toBe(before);
    await editor.screenshot(`simulation-edited-${theme}`);
  });
});
