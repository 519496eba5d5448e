/** The editor's own parts, in high contrast, by the keyboard alone. */
import { describe, expect, it } from 'vitest';
import { useEditor } from './editor.ts';

describe('by the keyboard, in high contrast', () => {
  const window = useEditor('contrast');

  it('▶ stands in the title bar, in the context menus of editor and explorer', async () => {
    const editor = window();
    const { page } = editor;
    await editor.openFile('redis-exec.yaml');
    const menu = () => page.locator('.monaco-menu:visible').first();
    const buttons = page.locator('.editor-actions .action-label[aria-label^="Simulate Probe"]');
    await buttons.first().waitFor();
    expect(await buttons.count()).toBe(1);
    await page.keyboard.press('Shift+F10');
    await menu().getByText('Tune Probes…').waitFor();
    expect(await menu().innerText()).toMatch(/Simulate Probe\s.*Simulate Rollout\s.*Tune Probes/s);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+E');
    await page
      .locator('.explorer-folders-view :focus .monaco-list-row.focused[aria-label^="redis-exec.yaml"]')
      .waitFor();
    await page.keyboard.press('Shift+F10');
    await menu().getByText('Simulate Rollout').waitFor();
    expect(await menu().innerText()).toContain('Simulate Probe');
    await page.keyboard.press('Escape');
  });

  it('a hover opens, and its text is there for screen readers', async () => {
    const editor = window();
    const { page } = editor;
    await editor.openFile('redis-exec.yaml');
    await editor.click('failureThreshold');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    const hover = page.locator('.monaco-hover:visible').first();
    await hover
      .getByText(/failureThreshold/)
      .first()
      .waitFor();
    await editor.screenshot('hover-contrast');
    await page.keyboard.press('Escape');
  });

  it('the language status says the release, what was found, and what is left out and why', async () => {
    const editor = window();
    const { page } = editor;
    await editor.openFile('deployment.yaml');
    await page.locator('#status\\.languageStatus').click();
    const status = page.locator('.hover-language-status', { hasText: 'Kubernetes 1.' }).first();
    await status.waitFor();
    await expect.poll(() => status.innerText()).toMatch(/checked as its chart renders it|template decides/);
    await editor.screenshot('status-contrast');
    await page.keyboard.press('Escape');
  });

  it('a scenario asks which workload to run it on', async () => {
    const editor = window();
    const { page } = editor;
    await editor.openFile('slow.scenario.yaml');
    await editor.runCommand('Probewise: Simulate Probe');
    await page.locator('.quick-input-titlebar', { hasText: 'Which workload' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: ': Slow day' }).waitFor();
    await editor.runCommand('View: Close All Editors');
  });

  it('the walkthrough has four steps with pictures, and works on a file that it opens itself', async () => {
    const editor = window();
    const { page } = editor;
    await editor.runCommand('Probewise: Open Walkthrough');
    const steps = page.locator('.getting-started-step');
    await expect.poll(() => steps.count()).toBe(4);
    await page
      .locator('.getting-started-media img, .getting-started-media iframe, iframe.webview.ready')
      .first()
      .waitFor();
    await editor.screenshot('walkthrough-contrast');
    await page.locator('.getting-started-step.expanded').getByText('Open the Example').click();
    await editor.line('name: shop').waitFor();
    await editor.squiggle('error');
    await editor.screenshot('walkthrough-example-contrast');
  });
});
