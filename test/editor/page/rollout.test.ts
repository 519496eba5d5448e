import { describe, expect, it } from 'vitest';
import { useEditor } from './editor.ts';

describe('rollouts, scenarios and settings', () => {
  const window = useEditor('dark');

  it('the lens beside it shows the update of all pods, and what is in its way', async () => {
    const editor = window();
    await editor.openFile('web-three-probes.yaml');
    await editor.codeLens('Rollout').click();
    const panel = editor.webview();
    await expect.poll(() => panel.locator('.lane-replica').count(), { timeout: 20_000 }).toBe(6);
    await panel.getByRole('combobox', { name: 'New pods' }).selectOption('crash-on-boot');
    await panel.locator('.reason', { hasText: /old pods stay|No old pod may go/ }).waitFor();
    await editor.screenshot('rollout-stuck-dark');
    await panel
      .getByLabel('Why')
      .getByRole('button', { name: /maxSurge/ })
      .click();
    // It is not written, so its place is that of what is around it.
    expect(await editor.markedLine()).toBe('spec:');
  });

  it('a scenario of one’s own is judged by what it expects', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByRole('combobox', { name: 'Show' }).selectOption('pod');
    await panel.getByRole('combobox', { name: 'Scenario' }).selectOption({ label: 'Slow day' });
    await panel.getByText('1 of 2 expectations is not met').waitFor();
    await panel.getByRole('button', { name: /^Not met: readyWithin: 10s/ }).click();
    await expect.poll(() => panel.locator('.clock').innerText()).toBe('10 s');
    await editor.screenshot('expectations-dark');
  });

  it('an edit of the scenario, in the editor only, simulates again', async () => {
    const editor = window();
    const panel = editor.webview();
    await panel.getByRole('button', { name: 'Open the scenario’s file' }).click();
    await editor.click('startupSeconds: 20');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Backspace');
    await panel.getByText('Both expectations are met').waitFor();
  });

  it('a change of the target release simulates again', async () => {
    const editor = window();
    const release = editor.webview().locator('.release');
    expect(await release.innerText()).toBe('# Kubernetes 1.37');
    await editor.openFile('web-three-probes.yaml');
    await editor.runCommand('Probewise: Select Kubernetes Version');
    await editor.choose('Kubernetes 1.33');
    await expect.poll(() => release.innerText(), { timeout: 20_000 }).toBe('# Kubernetes 1.33');
  });
});
